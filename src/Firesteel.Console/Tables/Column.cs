using Firesteel.Console.Formats;
using Firesteel.Console.Markup;

namespace Firesteel.Console.Tables;

/// <summary>A column: what it shows, and by what it sorts. Columns of numbers stand to the right and sort the largest first.</summary>
public sealed record Column<T>(string Title, Func<T, Html> Cell)
{
    public Func<T, double>? Number { get; init; }

    public Func<T, string>? Text { get; init; }

    /// <summary>What the heading means.</summary>
    public string? Hint { get; init; }

    public bool IsNumber => Number is not null && !IsMoment;

    public bool IsMoment { get; init; }

    public bool Sortable => Number is not null || Text is not null;

    /// <summary>Wide text: may break, and takes the room that is left.</summary>
    public bool Wide { get; init; }

    public static Column<T> Count(string title, Func<T, double> number) => new(title, row => Zero(number(row), Amount.Count)) { Number = number };

    public static Column<T> Size(string title, Func<T, double> number) => new(title, row => Zero(number(row), Amount.Size)) { Number = number };

    /// <param name="number">ms; negative: unknown.</param>
    public static Column<T> Duration(string title, Func<T, double> number) => new(title, row => Zero(number(row), Amount.Duration)) { Number = number };

    public static Column<T> Of(string title, Func<T, string> text) => new(title, row => Html.Text(text(row))) { Text = text };

    private static Html Zero(double number, Func<double, string> format) => number == 0 ? Html.Of($"<span class=\"dim\">{format(0)}</span>") : Html.Text(format(number));
}
