using System.Collections.Immutable;
using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>Tags as a document.</summary>
internal static class TagDocument
{
    public const int MostOfObject = 10, MostOfBucket = 50;
    private const int LongestKey = 128, LongestValue = 256;

    /// <exception cref="S3Exception">Not a Tagging document, or tags that may not be.</exception>
    public static ImmutableArray<KeyValuePair<string, string>> Read(XElement root, int most)
    {
        if (root.Name.LocalName != "Tagging" || root.Child("TagSet") is not { } set)
            throw new S3Exception(S3Errors.MalformedXml);
        var tags = set.Each("Tag").Select(tag => tag.Text("Key") is { } key && tag.Text("Value") is { } value
            ? KeyValuePair.Create(key, value)
            : throw new S3Exception(S3Errors.MalformedXml)).ToImmutableArray();
        Check(tags, most);
        return tags;
    }

    /// <exception cref="S3Exception">Tags that may not be.</exception>
    public static void Check(ImmutableArray<KeyValuePair<string, string>> tags, int most)
    {
        if (tags.Length > most)
            throw new S3Exception(S3Errors.InvalidTag, $"Object tags cannot be greater than {most}");
        if (tags.Any(tag => tag.Key.Length is 0 or > LongestKey))
            throw new S3Exception(S3Errors.InvalidTag, "The TagKey you have provided is invalid");
        if (tags.Any(tag => tag.Value.Length > LongestValue))
            throw new S3Exception(S3Errors.InvalidTag, "The TagValue you have provided is invalid");
        if (tags.Select(tag => tag.Key).Distinct().Count() != tags.Length)
            throw new S3Exception(S3Errors.InvalidTag, "Cannot provide multiple Tags with the same key");
    }

    public static XmlAnswer Write(ImmutableArray<KeyValuePair<string, string>> tags)
    {
        var answer = new XmlAnswer("Tagging");
        return answer.Element("TagSet", set =>
        {
            foreach (var tag in tags)
                set.Element("Tag", xml => xml.Text("Key", tag.Key).Text("Value", tag.Value));
        });
    }
}
