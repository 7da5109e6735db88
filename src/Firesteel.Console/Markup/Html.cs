using System.Net;
using System.Text;

namespace Firesteel.Console.Markup;

/// <summary>A piece of a page that is safe to put between tags: everything that came from a log went through an escape on its way in.</summary>
public readonly struct Html(string text)
{
    private readonly string? text = text;

    public static Html Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>Markup with holes; every hole that is not itself <see cref="Html"/> is escaped.</summary>
    public static Html Of(HtmlText text) => text.ToHtml();

    public static Html Text(string? text) => new(WebUtility.HtmlEncode(text) ?? "");

    public static Html Join(IEnumerable<Html> parts, string between = "")
    {
        var result = new StringBuilder();
        foreach (var part in parts)
        {
            if (result.Length > 0)
                result.Append(between);
            result.Append(part.text);
        }

        return new(result.ToString());
    }

    /// <summary>The piece itself, or nothing.</summary>
    public Html If(bool wanted) => wanted ? this : default;

    public override string ToString() => text ?? "";

    public static Html operator +(Html left, Html right) => new(left.text + right.text);
}
