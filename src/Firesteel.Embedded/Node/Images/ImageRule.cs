using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Node.Images;

/// <summary>A user's mapping, <c>--image NAME=TARGET</c>.</summary>
/// <param name="Name">Image as written in pods, with or without tag; a final <c>*</c> stands for any ending.</param>
public sealed record ImageRule(string Name, ImageTarget Target)
{
    public bool Covers(string image) =>
        Name.EndsWith('*') ? image.StartsWith(Name[..^1], StringComparison.Ordinal) : image == Name || WithoutTag(image) == Name;

    /// <param name="text"><c>NAME=spark:VERSION</c>, <c>NAME=firesteel</c> or <c>NAME=host</c>.</param>
    public static (ImageRule? Rule, Problem? Problem) Parse(string text)
    {
        var equals = text.LastIndexOf('=');
        ImageTarget? target = equals <= 0 ? null : text[(equals + 1)..] switch
        {
            "host" => new ImageTarget.Host(),
            "firesteel" => new ImageTarget.Firesteel(),
            ['s', 'p', 'a', 'r', 'k', ':', _, ..] spark => new ImageTarget.Spark(spark["spark:".Length..]),
            _ => null,
        };
        return target is not null
            ? (new ImageRule(text[..equals], target), null)
            : (null, new Problem(Location.Option("--image"), $"'{text}' does not say what stands in for which image",
                "write --image NAME=spark:VERSION, --image NAME=firesteel or --image NAME=host"));
    }

    private static string WithoutTag(string image)
    {
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? image[..colon] : image;
    }
}
