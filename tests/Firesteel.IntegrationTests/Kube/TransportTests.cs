using System.Net;
using System.Net.Sockets;
using System.Text;
using Firesteel.Kube.Client;
using Firesteel.Kube.Configuration;
using Firesteel.Kube.Objects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Kube;

/// <summary>The client over real sockets: TLS, certificates, tokens, plug-ins, cut streams.</summary>
public sealed class TransportTests : IDisposable
{
    private const string Pod = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"n"}}""";
    private static readonly ObjectKey Key = new("n", "p");
    private readonly string folder = Directory.CreateTempSubdirectory("firesteel-transport").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_server_is_checked_and_the_client_shows_its_certificate()
    {
        var seen = "";
        await using var server = await TlsServer.StartAsync(context =>
        {
            seen = $"{context.Request.Protocol} {context.Connection.ClientCertificate?.Subject}";
            return context.Response.WriteAsync(Pod);
        });
        var (certificate, key) = server.Sign("admin");
        var user = $"client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}";
        (await Client(Config(server, user)).FindAsync(ResourceTypes.Pods, Key))!.Name.ShouldBe("p");
        seen.ShouldBe("HTTP/2 CN=admin");
    }

    [Fact]
    public async Task A_server_with_a_foreign_certificate_or_name_is_refused_at_once()
    {
        await using var server = await TlsServer.StartAsync(context => context.Response.WriteAsync(Pod), name: "kubernetes.internal");
        await using var other = await TlsServer.StartAsync(context => context.Response.WriteAsync(Pod));
        var wrongName = await Should.ThrowAsync<HttpRequestException>(() => Client(Config(server, "")).FindAsync(ResourceTypes.Pods, Key));
        wrongName.HttpRequestError.ShouldBe(HttpRequestError.SecureConnectionError);
        var foreign = Config(server, "").Replace(Base64(server.AuthorityPem), Base64(other.AuthorityPem));
        await Should.ThrowAsync<HttpRequestException>(() => Client(foreign.Replace("#cluster", "tls-server-name: kubernetes.internal")).FindAsync(ResourceTypes.Pods, Key));
        (await Client(Config(server, "").Replace("#cluster", "tls-server-name: kubernetes.internal")).FindAsync(ResourceTypes.Pods, Key)).ShouldNotBeNull();
        (await Client(foreign.Replace("#cluster", "insecure-skip-tls-verify: true")).FindAsync(ResourceTypes.Pods, Key)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_refused_token_is_read_anew()
    {
        var valid = "one";
        await using var server = await TlsServer.StartAsync(context => Guarded(context, () => valid));
        var file = Path.Combine(folder, "token");
        File.WriteAllText(file, "one\n");
        var client = Client(Config(server, $"tokenFile: {file}"));
        (await client.FindAsync(ResourceTypes.Pods, Key)).ShouldNotBeNull();
        valid = "two";
        File.WriteAllText(file, "two\n");
        (await client.CreateAsync(ResourceTypes.Pods, KubeObject.Of(ResourceTypes.Pods, "n", "p"))).ShouldNotBeNull();
        valid = "three";
        (await Should.ThrowAsync<KubeException>(() => client.FindAsync(ResourceTypes.Pods, Key))).Code.ShouldBe(401);
    }

    [Fact]
    public async Task A_plug_in_is_asked_once_and_again_when_its_token_is_refused()
    {
        var valid = "t1";
        await using var server = await TlsServer.StartAsync(context => Guarded(context, () => valid));
        var runs = Path.Combine(folder, "runs");
        var script = Script($$$"""
            echo "$KUBERNETES_EXEC_INFO" >> {{{runs}}}
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t'$(wc -l < {{{runs}}} | tr -d " ")'"}}'
            """);
        var client = Client(Config(server, $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: {script}, provideClusterInfo: true}}"));
        await client.FindAsync(ResourceTypes.Pods, Key);
        await client.FindAsync(ResourceTypes.Pods, Key);
        File.ReadAllLines(runs).ShouldHaveSingleItem().ShouldContain(server.Address.ToString().TrimEnd('/'));
        valid = "t2";
        await client.FindAsync(ResourceTypes.Pods, Key);
        File.ReadAllLines(runs).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("echo token=hunter2; echo not logged in >&2; exit 3", "ended with 3: not logged in; apt install it")]
    [InlineData("echo hunter2", "printed no ExecCredential; apt install it")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"x":"hunter2"}}'""", "printed neither a token nor a client certificate")]
    public async Task A_plug_in_that_fails_says_why_and_no_secret(string body, string message)
    {
        await using var server = await TlsServer.StartAsync(context => context.Response.WriteAsync(Pod));
        var client = Client(Config(server, $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: {Script(body)}, installHint: apt install it}}"));
        var failure = await Should.ThrowAsync<HttpRequestException>(() => client.FindAsync(ResourceTypes.Pods, Key));
        failure.Message.ShouldEndWith(message);
        failure.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_kubeconfig_that_points_nowhere_ends_in_one_failure()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var client = Client($"{{current-context: c, clusters: [{{name: c, cluster: {{server: 'https://127.0.0.1:{port}'}}}}], contexts: [{{name: c, context: {{cluster: c}}}}]}}");
        var failure = await Should.ThrowAsync<HttpRequestException>(() => client.FindAsync(ResourceTypes.Pods, Key).WaitAsync(TimeSpan.FromSeconds(30)));
        failure.Message.ShouldContain($"127.0.0.1:{port}");
    }

    [Fact]
    public async Task Requests_go_through_the_proxy()
    {
        var seen = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var proxy = builder.Build();
        proxy.Run(context =>
        {
            seen.Add($"{context.Request.Method} {context.Request.Host}");
            return context.Response.WriteAsync(Pod);
        });
        await proxy.StartAsync();
        var client = Client($"{{current-context: c, clusters: [{{name: c, cluster: {{server: 'http://api.invalid', proxy-url: '{proxy.Urls.Single()}'}}}}], contexts: [{{name: c, context: {{cluster: c}}}}]}}");
        (await client.FindAsync(ResourceTypes.Pods, Key)).ShouldNotBeNull();
        seen.ShouldBe(["GET api.invalid"]);
    }

    [Fact]
    public async Task Events_and_log_lines_arrive_while_the_answer_is_still_open()
    {
        var goOn = new TaskCompletionSource();
        await using var server = await TlsServer.StartAsync(async context =>
        {
            var isLog = context.Request.Path.Value!.EndsWith("/log", StringComparison.Ordinal);
            await context.Response.WriteAsync(isLog ? "first line\n" : """{"type":"ADDED","object":{"metadata":{"name":"a"}}}""" + "\n");
            await context.Response.Body.FlushAsync();
            await goOn.Task.WaitAsync(TimeSpan.FromSeconds(30));
            if (!isLog)
                context.Abort();
        });
        var client = Client(Config(server, ""));
        await using var events = client.WatchAsync(ResourceTypes.Pods, "n", new("1")).GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        using var log = new StreamReader(await client.OpenLogAsync(Key, new(Follow: true)));
        (await log.ReadLineAsync()).ShouldBe("first line");
        goOn.SetResult();
        await Should.ThrowAsync<HttpRequestException>(async () => await events.MoveNextAsync());
        (await log.ReadToEndAsync()).ShouldBe("");
    }

    private static Task Guarded(HttpContext context, Func<string> valid)
    {
        if (context.Request.Headers.Authorization == $"Bearer {valid()}")
            return context.Response.WriteAsync(Pod);
        context.Response.StatusCode = 401;
        return context.Response.WriteAsync("""{"kind":"Status","reason":"Unauthorized","message":"Unauthorized","code":401}""");
    }

    private KubeClient Client(string kubeconfig) => new(
        Kubeconfig.Parse(kubeconfig, Path.Combine(folder, "config")).Resolve().CreateHttpClient(), TimeProvider.System, NullLogger.Instance,
        new() { FirstDelay = TimeSpan.FromMilliseconds(10) });

    private static string Config(TlsServer server, string user) => $$$"""
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters:
        - name: c
          cluster:
            server: {{{server.Address}}}
            certificate-authority-data: {{{Base64(server.AuthorityPem)}}}
            #cluster
        users:
        - name: u
          user: { {{{user}}} }
        """;

    private string Script(string body)
    {
        var path = Path.Combine(folder, "plug-in");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
