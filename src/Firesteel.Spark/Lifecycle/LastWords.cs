using System.Text;
using System.Text.RegularExpressions;

namespace Firesteel.Spark.Lifecycle;

/// <summary>Finds the line that says why a driver failed in the end of its log.</summary>
internal static partial class LastWords
{
    private const int Longest = 400;

    /// <summary>Bytes of a log's end that a kubelet keeps (<c>FallbackToLogsOnError</c>): the first line of so much is what was left of one.</summary>
    private const int KubeletTail = 2048;

    /// <returns>One line; null when there is nothing to say.</returns>
    public static string? Of(string? log)
    {
        string[] lines = [.. (log ?? "").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
        if (lines.Length > 1 && Encoding.UTF8.GetByteCount(log!) >= KubeletTail)
            lines = lines[1..];
        var told = Array.Find(lines, line => Thrown().IsMatch(line))
            ?? Array.FindLast(lines, line => Raised().IsMatch(line))
            ?? Array.FindLast(lines, line => !Logged().IsMatch(line) && !Frame().IsMatch(line) && !ShellNote().IsMatch(line));
        told = told?.Trim();
        return told is { Length: > Longest } ? told[..Longest] + "…" : told;
    }

    /// <summary>The JVM's own last word, Spark's launcher, Python's launcher.</summary>
    [GeneratedRegex(@"^Exception in thread|^Error: |^\S*python\S*: can't open file|^java\.lang\.OutOfMemoryError")]
    private static partial Regex Thrown();

    /// <summary>The line that ends a Python traceback, or a Java cause.</summary>
    [GeneratedRegex(@"^(?:[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt)\b(?::|$)|Caused by: )")]
    private static partial Regex Raised();

    [GeneratedRegex(@"^\d\d(?:\d\d)?[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d.*\b(?:TRACE|DEBUG|INFO|WARN)\b")]
    private static partial Regex Logged();

    /// <summary>A shell tells that its child was killed; the exit code says that too.</summary>
    [GeneratedRegex(@"^\S+: line \d+:\s+\d+ (?:Killed|Terminated|Aborted|Segmentation fault)")]
    private static partial Regex ShellNote();

    [GeneratedRegex(@"^\s+(?:at |\.\.\. |File "")")]
    private static partial Regex Frame();
}
