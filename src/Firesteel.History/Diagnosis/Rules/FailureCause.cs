using System.Text.RegularExpressions;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>The essence of a task's error message.</summary>
internal static partial class FailureCause
{
    private const int Longest = 200;

    /// <summary>The message's telling line: a Python error's last line, else the first; numbers and ids made equal.</summary>
    public static string Of(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
            return "no message";
        var line = lines[0].StartsWith("org.apache.spark.api.python.PythonException", StringComparison.Ordinal)
            ? lines.Skip(1).FirstOrDefault(text => PythonError().IsMatch(text)) ?? lines[0]
            : lines[0].StartsWith("FetchFailed", StringComparison.Ordinal) ? "FetchFailed: " + (lines.ElementAtOrDefault(1) ?? "") : lines[0];
        line = Number().Replace(line, "N");
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }

    public static string Cure(string cause) =>
        cause.Contains("OutOfMemory", StringComparison.Ordinal) ? "give executors more memory: spark.executor.memory"
        : cause.StartsWith("FetchFailed", StringComparison.Ordinal) ? "shuffle files were lost with their executor: see why executors went, or keep them with decommissioning or a shuffle service"
        : cause.StartsWith("ExecutorLostFailure", StringComparison.Ordinal) ? "see why the executor went; more memory overhead (spark.executor.memoryOverhead) if it was killed"
        : cause.Contains("FileNotFound", StringComparison.Ordinal) ? "the input changed while it was read: write to a new path, or use a table format"
        : cause.Contains("TaskResultLost", StringComparison.Ordinal) ? "results were lost with their executor: collect less, or raise spark.driver.maxResultSize and executor memory"
        : "the job's own code or data raised it: see the task's full message";

    [GeneratedRegex(@"^[\w.]*(Error|Exception)\b")]
    private static partial Regex PythonError();

    [GeneratedRegex(@"\d+|0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Number();
}
