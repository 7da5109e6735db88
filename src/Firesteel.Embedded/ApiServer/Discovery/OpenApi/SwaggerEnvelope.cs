using System.Text;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>
/// The OpenAPI v2 document in protobuf, without definitions. kubectl falls back to it for a kind that no v3 document has,
/// to see that v2 does not have it either; what is served stands in v3 (and, in JSON, in v2).
/// </summary>
internal static class SwaggerEnvelope
{
    public const string Name = "com.github.proto-openapi.spec.v2";
    public const string ContentType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    public static byte[] Write()
    {
        var info = new List<byte>();
        Text(info, 1, "Kubernetes");
        Text(info, 2, "v1.34.0");
        var document = new List<byte>();
        Text(document, 1, "2.0");
        Message(document, 2, info);
        Message(document, 8, []);
        Message(document, 9, []);
        return [.. document];
    }

    private static void Text(List<byte> message, int field, string text) => Message(message, field, [.. Encoding.UTF8.GetBytes(text)]);

    /// <summary>Fields here are shorter than 128 bytes, so a length is one byte.</summary>
    private static void Message(List<byte> message, int field, List<byte> bytes)
    {
        message.Add((byte)((field << 3) | 2));
        message.Add((byte)bytes.Count);
        message.AddRange(bytes);
    }
}
