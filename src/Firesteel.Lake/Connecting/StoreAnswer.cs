using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Firesteel.Lake.Connecting;

/// <summary>An answer of the store, read whole: for administration and probes, whose bodies are small.</summary>
/// <param name="Date">The server's clock, from the Date header.</param>
public sealed record StoreAnswer(HttpStatusCode Status, byte[] Body, DateTimeOffset? Date, IReadOnlyDictionary<string, string> Headers)
{
    public bool Ok => (int)Status is >= 200 and < 300;

    /// <summary>Code and message of an S3 (XML) or administration (JSON) error; for HEAD what MinIO puts into headers; else the status.</summary>
    public (string Code, string Message) Error
    {
        get
        {
            if (Headers.TryGetValue("x-minio-error-code", out var code))
                return (code, Headers.GetValueOrDefault("x-minio-error-desc", "").Trim('"'));
            return FromXml() ?? FromJson() ?? ($"{(int)Status}", Status.ToString());
        }
    }

    /// <summary>The server's region, when it says one.</summary>
    public string? Region => Headers.TryGetValue("x-amz-bucket-region", out var region) && region.Length > 0 ? region : Element("Region");

    /// <summary>Text of the first element with this local name in an XML body.</summary>
    public string? Element(string name) => Xml()?.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value is { Length: > 0 } text ? text : null;

    private (string, string)? FromXml() =>
        Xml() is { Name.LocalName: "Error" or "ErrorResponse" } ? (Element("Code") ?? $"{(int)Status}", Element("Message") ?? "") : null;

    private (string, string)? FromJson()
    {
        if (Body is not [(byte)'{', ..])
            return null;
        try
        {
            using var json = JsonDocument.Parse(Body);
            var code = json.RootElement.TryGetProperty("Code", out var c) || json.RootElement.TryGetProperty("code", out c) ? c.ToString() : $"{(int)Status}";
            var message = json.RootElement.TryGetProperty("Message", out var m) || json.RootElement.TryGetProperty("message", out m) ? m.ToString() : "";
            return (code, message);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private XElement? Xml()
    {
        if (Body is not [(byte)'<', ..])
            return null;
        try
        {
            return XElement.Load(new MemoryStream(Body));
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
