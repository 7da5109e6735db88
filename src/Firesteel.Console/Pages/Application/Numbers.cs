using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages.Application;

/// <summary>A row of key numbers.</summary>
internal static class Numbers
{
    public static Html Render(params IEnumerable<(string Name, Html Value, string? Note)> numbers) =>
        Html.Of($"<dl class=\"numbers\">{numbers.Select(number => Html.Of($"<div><dt>{number.Name}</dt><dd>{number.Value}{Html.Of($"<span class=\"sub\">{number.Note}</span>").If(number.Note is not null)}</dd></div>"))}</dl>\n");

    public static Html Render(params IEnumerable<(string Name, string Value, string? Note)> numbers) => Render(numbers.Select(number => (number.Name, Html.Text(number.Value), number.Note)));
}
