using System.Globalization;

namespace Firesteel.Kube.Cron;

/// <summary>One of the five fields of a cron expression: a set of numbers, and whether it was written as "any".</summary>
/// <param name="Bits">Bit n says that n is in the set.</param>
/// <param name="IsAny"><c>*</c> or <c>?</c> without a step other than 1.</param>
internal readonly record struct CronField(ulong Bits, bool IsAny)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static (int Least, int Most, string[] Names) Minutes { get; } = (0, 59, []);
    public static (int Least, int Most, string[] Names) Hours { get; } = (0, 23, []);
    public static (int Least, int Most, string[] Names) DaysOfMonth { get; } = (1, 31, []);
    public static (int Least, int Most, string[] Names) MonthsOfYear { get; } = (1, 12, Months);
    public static (int Least, int Most, string[] Names) DaysOfWeek { get; } = (0, 6, Days);

    public bool Has(int number) => (Bits >> number & 1) != 0;

    /// <exception cref="FormatException">The text is no field; the message says why.</exception>
    public static CronField Parse(string text, (int Least, int Most, string[] Names) range)
    {
        var field = new CronField(0, false);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = ParsePart(part, range);
            field = new(field.Bits | next.Bits, field.IsAny || next.IsAny);
        }

        return field;
    }

    private static CronField ParsePart(string part, (int Least, int Most, string[] Names) range)
    {
        var steps = part.Split('/');
        var ends = steps[0].Split('-');
        if (steps.Length > 2 || ends.Length > 2)
            throw new FormatException($"{part} has too many slashes or hyphens");
        var any = ends[0] is "*" or "?";
        var first = any ? range.Least : Number(ends[0], range);
        var last = any ? range.Most : ends.Length == 2 ? Number(ends[1], range) : first;
        var step = 1;
        if (steps.Length == 2)
        {
            step = Digits(steps[1]);
            // A step after a single number runs to the end of the range.
            if (ends.Length == 1)
                last = range.Most;
            any &= step <= 1;
        }

        if (first < range.Least || last > range.Most)
            throw new FormatException($"{part} is outside of {range.Least} to {range.Most}");
        if (first > last)
            throw new FormatException($"{part} begins after its end");
        if (step == 0)
            throw new FormatException($"{part} has a step of zero");
        var bits = 0UL;
        for (long number = first; number <= last; number += step)
            bits |= 1UL << (int)number;
        return new(bits, any);
    }

    private static int Number(string text, (int Least, int Most, string[] Names) range) =>
        Array.FindIndex(range.Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? index + range.Least : Digits(text);

    private static int Digits(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new FormatException($"\"{text}\" is no number");
}
