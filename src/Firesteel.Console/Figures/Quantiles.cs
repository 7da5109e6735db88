using Firesteel.Console.Markup;

namespace Firesteel.Console.Figures;

/// <summary>Least, quarter, middle, three quarters, most; the element at <c>min(⌊q·n⌋, n−1)</c> as Spark takes it.</summary>
internal sealed record Quantiles(double Min, double Lower, double Median, double Upper, double Max)
{
    private static readonly double[] Points = [0, 0.25, 0.5, 0.75, 1];

    public static Quantiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        if (sorted.Length == 0)
            return new(0, 0, 0, 0, 0);
        Array.Sort(sorted);
        double At(double point) => sorted[Math.Min((int)(point * sorted.Length), sorted.Length - 1)];
        return new(At(Points[0]), At(Points[1]), At(Points[2]), At(Points[3]), At(Points[4]));
    }

    /// <summary>A box from quarter to quarter on a line from least to most.</summary>
    public Html Render()
    {
        double X(double value) => Max <= 0 ? 0 : value / Max * 196;
        return Html.Of($"<svg class=\"box\" width=\"200\" height=\"16\" viewBox=\"0 0 200 16\" aria-hidden=\"true\"><line class=\"rail\" x1=\"2\" x2=\"198\" y1=\"8\" y2=\"8\"/><line class=\"whisker\" x1=\"{2 + X(Min)}\" x2=\"{2 + X(Max)}\" y1=\"8\" y2=\"8\"/><rect class=\"ember\" x=\"{2 + X(Lower)}\" y=\"3\" width=\"{Math.Max(1.5, X(Upper) - X(Lower))}\" height=\"10\" rx=\"2\"/><rect class=\"ink\" x=\"{1 + X(Median)}\" y=\"1\" width=\"2\" height=\"14\"/></svg>");
    }
}
