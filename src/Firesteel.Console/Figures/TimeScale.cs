using Firesteel.Console.Formats;
using Firesteel.Console.Markup;

namespace Firesteel.Console.Figures;

/// <summary>Time from left to right. Times are epoch ms.</summary>
internal sealed class TimeScale(long from, long to, double left, double width)
{
    private const int Labels = 9;

    /// <summary>ms; the first that gives few enough labels is taken.</summary>
    private static readonly long[] Steps =
    [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
        3_600_000, 7_200_000, 14_400_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000, 2_592_000_000, 31_536_000_000,
    ];

    public long From => from;

    public long To { get; } = Math.Max(to, from + 1);

    public double Span => To - from;

    public double Left => left;

    public double Right => left + width;

    public double X(double time) => left + (Math.Clamp((time - from) / Span, 0, 1) * width);

    /// <summary>Hair lines with the time since the start.</summary>
    public Html Axis(double top, double bottom)
    {
        var step = Steps.FirstOrDefault(choice => Span / choice <= Labels, Steps[^1]);
        var lines = new List<Html>();
        for (var time = 0L; time <= Span; time += step)
        {
            var x = X(from + time);
            lines.Add(Html.Of($"<line class=\"grid\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\"/><text class=\"axis\" x=\"{x}\" y=\"{bottom + 13}\" text-anchor=\"{(time == 0 ? "start" : x > Right - 30 ? "end" : "middle")}\">{Label(time)}</text>"));
        }

        return Html.Join(lines);
    }

    private static string Label(long time) => time switch
    {
        0 => "0",
        < 1000 => $"{time} ms",
        < 60_000 => Amount.Number(time / 1000.0, 1) + " s",
        < 3_600_000 => time % 60_000 == 0 ? $"{time / 60_000} min" : $"{time / 60_000}:{time / 1000 % 60:00} min",
        < 86_400_000 => time % 3_600_000 == 0 ? $"{time / 3_600_000} h" : $"{time / 3_600_000}:{time / 60_000 % 60:00} h",
        _ => $"{time / 86_400_000} d",
    };
}
