using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>Clients that put protobuf first, as those of Go do for built-in kinds.</summary>
public sealed class ProtobufTests : IAsyncLifetime
{
    private const string Path = "api/v1/namespaces/default/configmaps";
    private const string Both = "application/vnd.kubernetes.protobuf, application/json";
    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private EmbeddedApiServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await EmbeddedApiServer.StartAsync(new ApiServerOptions(Tls: false), null, NullLoggerFactory.Instance, TimeProvider.System);
        _client = _server.CreateAdminClient();
        var map = KubeObject.Of(ResourceTypes.ConfigMaps, "default", "colours");
        map.Json["data"] = new JsonObject { ["sky"] = "blue" };
        await new KubeClient(_client, TimeProvider.System, NullLogger.Instance).CreateAsync(ResourceTypes.ConfigMaps, map);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("colours", Both, "application/vnd.kubernetes.protobuf")]
    [InlineData("colours", "application/json, application/vnd.kubernetes.protobuf", "application/json")]
    [InlineData("colours", "application/json;q=0.5, application/vnd.kubernetes.protobuf;q=0.9", "application/vnd.kubernetes.protobuf")]
    [InlineData("nosuch", Both, "application/vnd.kubernetes.protobuf")]
    [InlineData("colours", "application/vnd.kubernetes.protobuf;as=Table;g=meta.k8s.io;v=v1, application/json;as=Table;g=meta.k8s.io;v=v1", "application/json")]
    public async Task The_first_acceptable_form_is_taken(string name, string accept, string given)
    {
        using var answer = await GetAsync($"{Path}/{name}", accept);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(given);
    }

    [Theory]
    [InlineData("colours", "application/*", 406, "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf")]
    [InlineData("", "text/html", 406, "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch")]
    [InlineData("", "text/html, */*", 200, null)]
    [InlineData("?watch=1", "application/yaml", 406, "only the following media types are accepted: application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch")]
    [InlineData("?limit=x", "application/vnd.kubernetes.protobuf;as=Table;g=meta.k8s.io;v=v1, application/json", 400, "strconv.ParseInt: parsing \"x\": invalid syntax")]
    public async Task What_is_not_there_is_refused(string name, string accept, int code, string? message)
    {
        using var answer = await GetAsync(name.StartsWith('?') ? Path + name : $"{Path}/{name}".TrimEnd('/'), accept);
        ((int)answer.StatusCode).ShouldBe(code);
        if (message is not null)
            (await answer.Content.ReadAsStringAsync()).ShouldContain(answer.Content.Headers.ContentType!.MediaType == "application/json" ? JsonValue.Create(message).ToJsonString(Plain)[1..^1] : "only the following media types are accepted");
    }

    [Fact]
    public async Task A_whole_list_comes_in_protobuf()
    {
        using var answer = await GetAsync(Path, Both);
        var list = ProtobufCodec.Decode(await answer.Content.ReadAsByteArrayAsync());
        ((string?)list["kind"]).ShouldBe("ConfigMapList");
        list["items"]!.AsArray().Single(item => (string?)item!["metadata"]!["name"] == "colours")!["data"]!.ToJsonString().ShouldBe("""{"sky":"blue"}""");
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    public async Task Metadata_alone_comes_in_protobuf(string version)
    {
        using var answer = await GetAsync(Path, $"application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v={version}");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.kubernetes.protobuf");
        var list = ProtobufCodec.Decode(await answer.Content.ReadAsByteArrayAsync());
        ((string?)list["apiVersion"]).ShouldBe($"meta.k8s.io/{version}");
        list["items"]!.AsArray().ShouldContain(item => (string?)item!["metadata"]!["name"] == "colours" && item["data"] == null);
        ((string?)list["metadata"]!["resourceVersion"]).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_watch_comes_in_frames()
    {
        using var answer = await GetAsync($"{Path}?watch=1&fieldSelector=metadata.name%3Dcolours", "application/vnd.kubernetes.protobuf;stream=watch, application/json;stream=watch");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/vnd.kubernetes.protobuf; stream=watch");
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var length = new byte[4];
        await stream.ReadExactlyAsync(length);
        var frame = new byte[BinaryPrimitives.ReadUInt32BigEndian(length)];
        await stream.ReadExactlyAsync(frame);
        // Field 1 is the event's type, field 2 the object in its own envelope.
        Encoding.ASCII.GetString(frame, 0, 7).ShouldBe("\n\u0005ADDED");
        var start = frame.AsSpan().IndexOf("k8s\0"u8);
        ((string?)ProtobufCodec.Decode(frame.AsSpan(start))["metadata"]!["name"]).ShouldBe("colours");
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
