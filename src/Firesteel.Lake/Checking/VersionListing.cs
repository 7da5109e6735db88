using System.Collections.Immutable;
using System.Xml.Linq;

namespace Firesteel.Lake.Checking;

/// <summary>The ids in an answer to ListObjectVersions.</summary>
internal static class VersionListing
{
    public static ImmutableArray<string> Ids(byte[] body, string key) =>
        [.. XElement.Load(new MemoryStream(body)).Elements()
            .Where(entry => entry.Name.LocalName is "Version" or "DeleteMarker" && Text(entry, "Key") == key)
            .Select(entry => Text(entry, "VersionId"))];

    private static string Text(XElement entry, string name) => entry.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";
}
