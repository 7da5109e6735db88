using Firesteel.Console.Markup;

namespace Firesteel.Console.Figures;

/// <summary>Columns side by side: histograms and values by partition.</summary>
internal static class Bars
{
    private const double Width = 468;
    private const double Height = 120;
    private const double Left = 64;

    /// <param name="bars">Height, colour and what to say about each.</param>
    /// <param name="low">What stands under the first bar, and under the last.</param>
    public static Html Render(string label, IReadOnlyList<(double Value, string Colour, string Title)> bars, Func<double, string> format, string low, string high)
    {
        var most = Math.Max(bars.Max(bar => bar.Value), double.Epsilon);
        var step = Width / bars.Count;
        var columns = bars.Select((bar, i) => (bar, i)).Where(entry => entry.bar.Value > 0).Select(entry =>
        {
            var height = Math.Max(1, entry.bar.Value / most * Height);
            return Html.Of($"<rect class=\"{entry.bar.Colour}\" x=\"{Left + (entry.i * step)}\" y=\"{8 + Height - height}\" width=\"{Math.Max(0.6, step - (step > 4 ? 1 : 0.1))}\" height=\"{height}\"><title>{entry.bar.Title}</title></rect>");
        });
        return Html.Of($"""
            <svg class="chart half" viewBox="0 0 540 148" role="img" aria-label="{label}"><line class="grid" x1="{Left}" x2="{Left + Width}" y1="8" y2="8"/><line class="grid" x1="{Left}" x2="{Left + Width}" y1="{8 + (Height / 2)}" y2="{8 + (Height / 2)}"/><line class="base" x1="{Left}" x2="{Left + Width}" y1="{8 + Height}" y2="{8 + Height}"/>
            <text class="axis" x="{Left - 6}" y="12" text-anchor="end">{format(most)}</text><text class="axis" x="{Left}" y="{Height + 23}">{low}</text><text class="axis" x="{Left + Width}" y="{Height + 23}" text-anchor="end">{high}</text>{columns}</svg>
            """);
    }
}
