using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Tests.Embedded.ApiServer.Wire;

public sealed class RecordedProtobufTests
{
    private static readonly IReadOnlyList<JsonObject> Cases = RecordedCases.Of("protobuf.json");

    [Fact]
    public void Objects_are_decoded() => RecordedCases.All(Cases.Where(item => item["protobufBase64"] is not null), item =>
    {
        JsonObject decoded;
        try
        {
            decoded = ProtobufCodec.Decode(Convert.FromBase64String(item.Text("protobufBase64")));
        }
        catch (WireException exception)
        {
            return exception.Message == item.Text("error") ? null : exception.Message;
        }

        return item["error"] is not null ? "no error" : RecordedCases.Differ(RecordedCases.WithoutEmpty(item["jsonAfterDecode"] ?? item["json"]), RecordedCases.WithoutEmpty(decoded));
    });

    [Fact]
    public void Objects_are_encoded_byte_for_byte() => RecordedCases.All(
        Cases.Where(item => item["protobufBase64"] is not null && item.Text("area") != "decode"),
        item =>
        {
            var encoded = Convert.ToBase64String(ProtobufCodec.Encode(item["json"]!.AsObject()));
            return encoded == item.Text("protobufBase64") ? null : $"\n   expected {item["protobufBase64"]}\n   actual   {encoded}";
        });

    [Fact]
    public void Watch_events_are_framed() => RecordedCases.All(Cases.Where(item => item["frameBase64"] is not null), item =>
    {
        var frame = Convert.ToBase64String(ProtobufCodec.EncodeWatchEvent(item.Text("eventType"), item["json"]!.AsObject()));
        return frame == item.Text("frameBase64") ? null : $"\n   expected {item["frameBase64"]}\n   actual   {frame}";
    });
}
