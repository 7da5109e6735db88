using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Firesteel.Console.Markup;

/// <summary>Builds <see cref="Html"/> from an interpolated string: literals are markup, holes are text.</summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlText(int literalLength, int holes)
{
    private readonly StringBuilder builder = new(literalLength + (holes * 12));

    public void AppendLiteral(string markup) => builder.Append(markup);

    public void AppendFormatted(Html html) => builder.Append(html.ToString());

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
            builder.Append(part.ToString());
    }

    public void AppendFormatted(string? text) => builder.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(int number) => builder.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(long number) => builder.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>Coordinates: two digits are finer than any screen.</summary>
    public void AppendFormatted(double number) => builder.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

    public Html ToHtml() => new(builder.ToString());
}
