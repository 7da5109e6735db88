using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Watching;

/// <summary>Events as JSON lines or protobuf frames, in the shape the watch was opened for.</summary>
internal sealed class WatchEncoder(ApiRequest request, AnswerForm form)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly string _includeObject = request.Request.Query.Text("includeObject");
    private bool _columnsSent;

    /// <exception cref="ApiException">400: a table that cannot be made.</exception>
    public void CheckOptions()
    {
        if (form.IsTable)
            AnswerShaping.Table(request.Kind, [], form, _includeObject, request.Services.Time.GetUtcNow());
    }

    /// <param name="revision">Of the event; the object's own but for one that leaves a selection.</param>
    public ReadOnlyMemory<byte> Event(string type, StoredObject stored, long revision)
    {
        if (form.As.Length == 0 && stored.Revision == revision)
            return Line(type, request.Kind.JsonOf(stored));
        var tree = request.Kind.TreeOf(stored);
        tree.Metadata()["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        return Line(type, Shape(tree));
    }

    public ReadOnlyMemory<byte> Bookmark(long revision, bool endOfInitialEvents)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) };
        if (endOfInitialEvents)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var info = request.Kind.Info;
        return Line("BOOKMARK", Shape(new() { ["apiVersion"] = info.ApiVersion, ["kind"] = info.Kind, ["metadata"] = metadata }));
    }

    public ReadOnlyMemory<byte> Error(ApiException error) => Line("ERROR", JsonSerializer.SerializeToUtf8Bytes(error.Status));

    private ReadOnlyMemory<byte> Shape(JsonObject tree)
    {
        if (form.IsTable)
        {
            var table = AnswerShaping.Table(request.Kind, [tree], form, _includeObject, request.Services.Time.GetUtcNow(), columns: !_columnsSent);
            _columnsSent = true;
            table["metadata"] = new JsonObject { ["resourceVersion"] = tree.Metadata()["resourceVersion"]!.DeepClone() };
            return CanonicalJson.Write(table);
        }

        // One object is no list of metadata: a real server finds that out at the first event, and hangs up.
        if (form.As == "PartialObjectMetadataList")
            throw new OperationCanceledException("a watch has no PartialObjectMetadataList");
        return CanonicalJson.Write(form.As.Length > 0 ? AnswerShaping.Partial(tree, form.AsVersion) : tree);
    }

    private ReadOnlyMemory<byte> Line(string type, ReadOnlyMemory<byte> json)
    {
        if (form.MediaType == AnswerForm.Protobuf)
            return ProtobufCodec.EncodeWatchEvent(type, (JsonObject)JsonNode.Parse(json.Span)!);
        var buffer = new ArrayBufferWriter<byte>(json.Length + 48);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WritePropertyName("object");
            writer.WriteRawValue(json.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
