using Firesteel.Console.Markup;

namespace Firesteel.Console.Figures;

/// <summary>Values over time as areas or lines on one scale.</summary>
internal static class StepChart
{
    private const double Left = 64;
    private const double Width = 928;
    private const double Height = 150;

    /// <param name="series">Colour, filled or not, and points in order of time (epoch ms).</param>
    public static Html Render(string label, long from, long to, Func<double, string> format, params IReadOnlyList<(string Colour, bool Filled, IReadOnlyList<(double Time, double Value)> Points)> series)
    {
        var scale = new TimeScale(from, to, Left, Width);
        var most = Math.Max(1e-9, series.SelectMany(one => one.Points).Select(point => point.Value).DefaultIfEmpty(1).Max());
        double Y(double value) => 8 + Height - (Math.Max(0, value) / most * Height);
        var drawn = series.Where(one => one.Points.Count > 0).Select(one =>
        {
            var path = Html.Join(one.Points.Select((point, i) => i == 0
                ? Html.Of($"M{scale.X(point.Time)} {Y(point.Value)}")
                : Html.Of($"H{scale.X(point.Time)}V{Y(point.Value)}")));
            var close = Html.Of($"V{8 + Height}H{scale.X(one.Points[0].Time)}Z").If(one.Filled);
            return Html.Of($"<path class=\"{(one.Filled ? "area" : "line")} {one.Colour}\" d=\"{path}{close}\"/>");
        });
        return Html.Of($"<svg class=\"chart\" viewBox=\"0 0 1000 {Height + 26}\" role=\"img\" aria-label=\"{label}\">{scale.Axis(8, Height + 8)}<line class=\"grid\" x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"8\" y2=\"8\"/><text class=\"axis\" x=\"{Left - 6}\" y=\"13\" text-anchor=\"end\">{format(most)}</text><text class=\"axis\" x=\"{Left - 6}\" y=\"{Height + 8}\" text-anchor=\"end\">0</text>{drawn}</svg>");
    }
}
