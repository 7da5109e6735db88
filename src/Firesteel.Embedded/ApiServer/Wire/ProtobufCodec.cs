using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>
/// Kubernetes' protobuf of built-in kinds: four bytes <c>k8s\0</c>, then an envelope with apiVersion, kind and the object's own message.
/// </summary>
public static class ProtobufCodec
{
    public const string ContentType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Prefix => "k8s\0"u8;

    public static bool HasPrefix(ReadOnlySpan<byte> data) => data.StartsWith(Prefix);

    /// <exception cref="WireException">Not an enveloped object of a built-in kind.</exception>
    public static JsonObject Decode(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
            throw new WireException("empty data");
        if (!HasPrefix(data))
            throw new WireException("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        var (apiVersion, kind, raw) = Envelope(data[Prefix.Length..]);
        if (kind.Length == 0)
            throw new WireException($"Object 'Kind' is missing in 'runtime.TypeMeta{{APIVersion:{GoText.Quote(apiVersion)}, Kind:\"\"}}'");
        if (apiVersion.Length == 0)
            throw new WireException($"Object 'apiVersion' is missing in 'runtime.TypeMeta{{APIVersion:\"\", Kind:{GoText.Quote(kind)}}}'");
        var type = BuiltInTypes.Table.OfKind(apiVersion, kind) ?? throw new WireException($"no kind {GoText.Quote(kind)} is registered for version {GoText.Quote(apiVersion)}");
        var result = new JsonObject { ["kind"] = kind, ["apiVersion"] = apiVersion };
        ProtobufDecoder.Into(result, type, raw);
        return result;
    }

    /// <exception cref="WireException">The kind has no protobuf form, or a value does not fit its type.</exception>
    public static byte[] Encode(JsonObject obj)
    {
        var apiVersion = (string?)obj["apiVersion"] ?? "";
        var kind = (string?)obj["kind"] ?? "";
        var type = BuiltInTypes.Table.OfKind(apiVersion, kind) ?? throw new WireException($"no kind {GoText.Quote(kind)} is registered for version {GoText.Quote(apiVersion)}");
        var writer = new ProtobufWriter();
        writer.Text(4, "");
        writer.Text(3, "");
        var before = writer.Length;
        ProtobufEncoder.Write(writer, type, obj);
        writer.EndMessage(2, before);
        before = writer.Length;
        writer.Text(2, kind);
        writer.Text(1, apiVersion);
        writer.EndMessage(1, before);
        writer.Raw(Prefix);
        return writer.ToArray();
    }

    /// <summary>One frame of a protobuf watch stream: length, then the event with the enveloped object in it.</summary>
    public static byte[] EncodeWatchEvent(string type, JsonObject obj)
    {
        var writer = new ProtobufWriter();
        var before = writer.Length;
        writer.Bytes(1, Encode(obj));
        writer.EndMessage(2, before);
        writer.Text(1, type);
        var message = writer.ToArray();
        var frame = new byte[message.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)message.Length);
        message.CopyTo(frame, 4);
        return frame;
    }

    private static (string ApiVersion, string Kind, byte[] Raw) Envelope(ReadOnlySpan<byte> data)
    {
        string apiVersion = "", kind = "";
        byte[] raw = [];
        var envelope = new ProtobufReader(data);
        while (envelope.Next())
        {
            if (envelope.Number == 2)
            {
                raw = envelope.Bytes.ToArray();
            }
            else if (envelope.Number == 1)
            {
                var meta = new ProtobufReader(envelope.Bytes);
                while (meta.Next())
                {
                    if (meta.Number == 1)
                        apiVersion = Encoding.UTF8.GetString(meta.Bytes);
                    else if (meta.Number == 2)
                        kind = Encoding.UTF8.GetString(meta.Bytes);
                }
            }
        }

        return (apiVersion, kind, raw);
    }
}
