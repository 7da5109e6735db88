using System.Globalization;
using System.Text;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Listing;

/// <summary>What listings are asked with.</summary>
internal static class ListParameters
{
    public const int Page = 1000;

    /// <exception cref="S3Exception">Not a number, or negative.</exception>
    public static int Number(S3Call call, string name, int otherwise, int most)
    {
        if (call.Query[name] is not { Length: > 0 } text)
            return otherwise;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= int.MaxValue
            ? (int)Math.Min(number, most)
            : throw new S3Exception(S3Errors.InvalidArgument, $"Argument {name} must be an integer between 0 and 2147483647", ("ArgumentName", name), ("ArgumentValue", text));
    }

    /// <summary>How names are written: as they are, or percent-encoded.</summary>
    public static Func<string, string> Encoding(S3Call call) => call.Query["encoding-type"] switch
    {
        null => name => name,
        "url" => name => UriEncoding.Encode(name, keepSlash: true),
        _ => throw new S3Exception(S3Errors.InvalidArgument, "Invalid Encoding Method specified in Request"),
    };

    /// <summary>A name as an opaque continuation token.</summary>
    public static string ToToken(string name) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(name));

    /// <exception cref="S3Exception">Not a token of this store.</exception>
    public static string FromToken(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && length > 0
            ? System.Text.Encoding.UTF8.GetString(bytes, 0, length)
            : throw new S3Exception(S3Errors.InvalidArgument, "The continuation token provided is incorrect");
    }

    public static void Prefixes(XmlAnswer answer, IEnumerable<string> prefixes, Func<string, string> encode)
    {
        foreach (var prefix in prefixes)
            answer.Element("CommonPrefixes", xml => xml.Text("Prefix", encode(prefix)));
    }
}
