using System.Text.RegularExpressions;
using Firesteel.Spark.Submission.Properties;

namespace Firesteel.Spark.Api.Schema;

/// <summary>Checks of <see cref="TextFormat"/>.</summary>
internal static partial class TextFormats
{
    public static (string What, string Cure)? Problem(TextFormat format, string text)
    {
        var good = format switch
        {
            TextFormat.SparkSize => IsSize(text),
            TextFormat.Quantity => IsQuantity(text),
            TextFormat.SizeOrQuantity => IsSize(text) || IsQuantity(text),
            TextFormat.Number => JavaDouble.TryParse(text, out var number) && number >= 0,
            TextFormat.Time => DateTimeOffset.TryParse(text, out _),
            _ => true,
        };
        return good ? null : format switch
        {
            TextFormat.SparkSize => ($"{text} is not a size", Suggestion(text)),
            TextFormat.Quantity => ($"{text} is not a quantity", "write for instance 500m, 1.5 or 2"),
            TextFormat.SizeOrQuantity => ($"{text} is not a size", "write for instance 2g or 2Gi"),
            TextFormat.Number => ($"{text} is not a number of 0 or more", "write for instance 0.1"),
            _ => ($"{text} is not a time", "write for instance 2026-01-31T12:00:00Z"),
        };
    }

    public static bool IsQuantity(string text) => Quantity().IsMatch(text);

    private static bool IsSize(string text) => MemorySize.TryBytes(text, out var size) && size >= 0;

    private static string Suggestion(string text) => Leading().Match(text) is { Success: true } match
        ? $"Spark writes sizes as a whole number and one of k, m, g, t, p: {match.Groups[1].Value}{match.Groups[2].Value.ToLowerInvariant()}"
        : "Spark writes sizes as a whole number and one of k, m, g, t, p, for instance 512m or 2g";

    [GeneratedRegex(@"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[EPTGMk]i?|Ki|m|u|n|[eE][+-]?[0-9]+)?$")]
    private static partial Regex Quantity();

    [GeneratedRegex("^([0-9]+)([kmgtpKMGTP])")]
    private static partial Regex Leading();
}
