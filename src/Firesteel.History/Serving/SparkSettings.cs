using System.Collections.Immutable;
using System.Globalization;
using Firesteel.History.Logs;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Serving;

/// <summary>Reads the settings that Spark's history server knows (<c>spark.history.*</c>) into options; others are left alone.</summary>
public static class SparkSettings
{
    /// <summary>Lines <c>key value</c>, <c>key=value</c> or <c>key: value</c>; <c>#</c> begins a comment.</summary>
    public static Dictionary<string, string> ParseProperties(string text)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or '!')
                continue;
            var end = line.IndexOfAny(['=', ':', ' ', '\t']);
            if (end > 0)
                result[line[..end]] = line[end..].TrimStart('=', ':', ' ', '\t');
        }

        return result;
    }

    public static HistoryOptions Apply(HistoryOptions options, IReadOnlyDictionary<string, string> settings, ICollection<Problem> problems)
    {
        var read = new Reading(settings, problems);
        return options with
        {
            LogDirectories = settings.TryGetValue("spark.history.fs.logDirectory", out var directories) ? [.. directories.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : options.LogDirectories,
            S3 = S3Settings.From(settings),
            Port = (int)read.Number("spark.history.ui.port", options.Port),
            UpdateInterval = read.Time("spark.history.fs.update.interval", options.UpdateInterval),
            CacheDirectory = settings.GetValueOrDefault("spark.history.store.path") ?? options.CacheDirectory,
            MaxDiskBytes = read.Size("spark.history.store.maxDiskUsage", options.MaxDiskBytes),
            Parallelism = (int)read.Number("spark.history.fs.numReplayThreads", options.Parallelism),
            CleanerEnabled = read.Flag("spark.history.fs.cleaner.enabled", options.CleanerEnabled),
            CleanerInterval = read.Time("spark.history.fs.cleaner.interval", options.CleanerInterval),
            CleanerMaxAge = read.Time("spark.history.fs.cleaner.maxAge", options.CleanerMaxAge),
            CleanerMaxNumber = (int)read.Number("spark.history.fs.cleaner.maxNum", options.CleanerMaxNumber),
            RedactionPattern = settings.GetValueOrDefault("spark.redaction.regex") ?? options.RedactionPattern,
            Access = options.Access with
            {
                Enabled = read.Flag("spark.history.ui.acls.enable", read.Flag("spark.acls.enable", options.Access.Enabled)),
                Admins = Names(settings, "spark.history.ui.admin.acls", options.Access.Admins),
                AdminGroups = Names(settings, "spark.history.ui.admin.acls.groups", options.Access.AdminGroups),
            },
        };
    }

    /// <summary>Bytes of <c>512</c>, <c>10g</c>, <c>64m</c>, <c>1kib</c>; null if it is none.</summary>
    public static long? ParseSize(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (!long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        long? unit = text[digits..].Trim().ToLowerInvariant() switch
        {
            "" or "b" => 1L,
            "k" or "kb" or "kib" or "ki" => 1L << 10,
            "m" or "mb" or "mib" or "mi" => 1L << 20,
            "g" or "gb" or "gib" or "gi" => 1L << 30,
            "t" or "tb" or "tib" or "ti" => 1L << 40,
            _ => null,
        };
        return unit is { } factor && number <= long.MaxValue / factor ? number * factor : null;
    }

    private static ImmutableArray<string> Names(IReadOnlyDictionary<string, string> settings, string name, ImmutableArray<string> otherwise) =>
        settings.TryGetValue(name, out var text) ? [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : otherwise;

    private sealed class Reading(IReadOnlyDictionary<string, string> settings, ICollection<Problem> problems)
    {
        public long Number(string name, long otherwise) =>
            Parse(name, otherwise, text => long.TryParse(text, out var value) ? Math.Min(value, int.MaxValue) : null, "a number");

        public long Size(string name, long otherwise) => Parse(name, otherwise, ParseSize, "a size such as 10g");

        public bool Flag(string name, bool otherwise) => Parse(name, otherwise, text => bool.TryParse(text, out var value) ? value : null, "true or false");

        public TimeSpan Time(string name, TimeSpan otherwise) => Parse(name, otherwise, ParseTime, "a time such as 10s or 7d");

        private T Parse<T>(string name, T otherwise, Func<string, T?> parse, string kind)
            where T : struct
        {
            if (!settings.TryGetValue(name, out var text))
                return otherwise;
            if (parse(text.Trim()) is { } value)
                return value;
            problems.Add(new Problem(Location.Option(name), $"'{text}' is not {kind}", "correct the setting"));
            return otherwise;
        }

        private static TimeSpan? ParseTime(string text)
        {
            var digits = text.TakeWhile(char.IsAsciiDigit).Count();
            if (!long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000)
                return null;
            return text[digits..].Trim().ToLowerInvariant() switch
            {
                "us" => TimeSpan.FromMicroseconds(number),
                "ms" => TimeSpan.FromMilliseconds(number),
                "" or "s" => TimeSpan.FromSeconds(number),
                "m" or "min" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                "d" => TimeSpan.FromDays(number),
                _ => null,
            };
        }
    }
}
