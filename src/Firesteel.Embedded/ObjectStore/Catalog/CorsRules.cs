using System.Collections.Immutable;
using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Policies;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Which pages of other origins may talk to a bucket.</summary>
internal sealed record CorsRules(ImmutableArray<CorsRule> Rules)
{
    private static readonly ImmutableArray<string> Methods = ["GET", "PUT", "HEAD", "POST", "DELETE"];

    /// <exception cref="S3Exception">Not a CORSConfiguration.</exception>
    public static CorsRules Parse(string xml) => Parse(XElement.Parse(xml));

    /// <exception cref="S3Exception">Not a CORSConfiguration.</exception>
    public static CorsRules Parse(XElement root)
    {
        if (root.Name.LocalName != "CORSConfiguration")
            throw new S3Exception(S3Errors.MalformedXml);
        var rules = root.Each("CORSRule").Select(rule => new CorsRule(
            rule.Text("ID"),
            [.. rule.Each("AllowedOrigin").Select(e => e.Value)],
            [.. rule.Each("AllowedMethod").Select(e => e.Value)],
            [.. rule.Each("AllowedHeader").Select(e => e.Value)],
            [.. rule.Each("ExposeHeader").Select(e => e.Value)],
            int.TryParse(rule.Text("MaxAgeSeconds"), out var age) ? age : null)).ToImmutableArray();
        if (rules.Length is 0 or > 100 || rules.Any(rule => rule.Origins.IsEmpty || rule.Methods.IsEmpty))
            throw new S3Exception(S3Errors.MalformedXml);
        if (rules.SelectMany(rule => rule.Methods).FirstOrDefault(method => !Methods.Contains(method)) is { } unknown)
            throw new S3Exception(S3Errors.InvalidRequest, $"Found unsupported HTTP method in CORS config. Unsupported method is {unknown}");
        return new(rules);
    }

    /// <param name="headers">Of a preflight request; empty for a plain one.</param>
    public CorsRule? Find(string origin, string method, IReadOnlyList<string> headers) => Rules.FirstOrDefault(rule =>
        rule.Origins.Any(allowed => Wildcard.Matches(allowed, origin))
        && rule.Methods.Contains(method)
        && headers.All(header => rule.Headers.Any(allowed => Wildcard.Matches(allowed, header, ignoreCase: true))));
}
