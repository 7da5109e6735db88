using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Lifecycle;

/// <summary>The lifecycle configuration of a bucket. Transitions are refused: there is one storage class.</summary>
internal sealed record LifecycleRules(ImmutableArray<LifecycleRule> Rules)
{
    public static LifecycleRules Parse(string xml) => Parse(XElement.Parse(xml));

    /// <exception cref="S3Exception">What is wrong with it.</exception>
    public static LifecycleRules Parse(XElement root)
    {
        if (root.Name.LocalName != "LifecycleConfiguration")
            throw new S3Exception(S3Errors.MalformedXml);
        var rules = root.Each("Rule").Select(Rule).ToImmutableArray();
        if (rules.Length is 0 or > 1000)
            throw new S3Exception(S3Errors.MalformedXml);
        if (rules.Select(rule => rule.Id).Distinct().Count() != rules.Length)
            throw new S3Exception(S3Errors.InvalidArgument, "Rule ID must be unique. Found same ID for more than one rule");
        return new(rules);
    }

    private static LifecycleRule Rule(XElement xml)
    {
        if (xml.Each("Transition").Any() || xml.Each("NoncurrentVersionTransition").Any())
            throw new S3Exception(S3Errors.InvalidStorageClass, "The store has one storage class, so nothing can move to another.");
        var status = xml.Text("Status");
        if (status is not ("Enabled" or "Disabled"))
            throw new S3Exception(S3Errors.MalformedXml);
        var id = xml.Text("ID") is { Length: > 0 } given ? given : Guid.NewGuid().ToString("n");
        if (id.Length > 255)
            throw new S3Exception(S3Errors.InvalidArgument, "ID length should not exceed allowed limit of 255");
        var filter = xml.Child("Filter");
        CheckFilter(filter, xml.Child("Prefix"));
        var conditions = filter?.Child("And") ?? filter;
        var expiration = xml.Child("Expiration");
        var noncurrent = xml.Child("NoncurrentVersionExpiration");
        var rule = new LifecycleRule
        {
            Id = id,
            Enabled = status == "Enabled",
            Prefix = conditions?.Text("Prefix") ?? xml.Text("Prefix") ?? "",
            Tags = [.. (conditions?.Each("Tag") ?? []).Select(tag => KeyValuePair.Create(tag.Text("Key") ?? "", tag.Text("Value") ?? ""))],
            LargerThan = Size(conditions, "ObjectSizeGreaterThan"),
            SmallerThan = Size(conditions, "ObjectSizeLessThan"),
            ExpirationDays = Days(expiration, "Days"),
            ExpirationDate = Date(expiration),
            ExpireDeleteMarkers = expiration?.Text("ExpiredObjectDeleteMarker") == "true",
            NoncurrentDays = Days(noncurrent, "NoncurrentDays"),
            NewerNoncurrentVersions = Days(noncurrent, "NewerNoncurrentVersions") ?? 0,
            AbortUploadsAfterDays = Days(xml.Child("AbortIncompleteMultipartUpload"), "DaysAfterInitiation"),
        };
        if (expiration is null && noncurrent is null && rule.AbortUploadsAfterDays is null)
            throw new S3Exception(S3Errors.MalformedXml, "A rule needs an action: Expiration, NoncurrentVersionExpiration or AbortIncompleteMultipartUpload.");
        if (expiration is not null && new[] { rule.ExpirationDays is not null, rule.ExpirationDate is not null, rule.ExpireDeleteMarkers }.Count(said => said) != 1)
            throw new S3Exception(S3Errors.MalformedXml, "Expiration needs one of Days, Date and ExpiredObjectDeleteMarker.");
        return rule;
    }

    /// <summary>A filter that is misread deletes what was to stay.</summary>
    private static void CheckFilter(XElement? filter, XElement? prefix)
    {
        if (filter is null == prefix is null)
            throw new S3Exception(S3Errors.MalformedXml, "A rule needs a Filter or, as it was once written, a Prefix.");
        var conditions = filter?.Child("And")?.Elements() ?? filter?.Elements() ?? [];
        if (conditions.Any(condition => condition.Name.LocalName is not ("Prefix" or "Tag" or "ObjectSizeGreaterThan" or "ObjectSizeLessThan")))
            throw new S3Exception(S3Errors.MalformedXml, "A Filter holds Prefix, Tag, ObjectSizeGreaterThan, ObjectSizeLessThan, or And with several of them.");
    }

    private static int? Days(XElement? xml, string name) => xml?.Text(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0 => days,
        _ => throw new S3Exception(S3Errors.InvalidArgument, $"'{name}' must be a positive integer"),
    };

    private static long? Size(XElement? xml, string name) => xml?.Text(name) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) => size,
        _ => throw new S3Exception(S3Errors.MalformedXml),
    };

    private static DateTimeOffset? Date(XElement? xml)
    {
        if (xml?.Text("Date") is not { } text)
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
            throw new S3Exception(S3Errors.MalformedXml);
        return date.TimeOfDay == TimeSpan.Zero ? date : throw new S3Exception(S3Errors.InvalidArgument, "'Date' must be at midnight GMT");
    }
}
