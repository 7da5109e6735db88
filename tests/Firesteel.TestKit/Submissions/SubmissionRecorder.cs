using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Spark.Submission.Properties;

namespace Firesteel.TestKit.Submissions;

/// <summary>Runs the real spark-submit against an API that writes everything down, in the layout of the recordings of <c>cases/spark-submit</c>.</summary>
/// <param name="home">A Spark distribution.</param>
public sealed partial class SubmissionRecorder(string version, string home)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task<RecordedSubmission> RecordAsync(SubmissionInput input)
    {
        var directory = Directory.CreateTempSubdirectory("firesteel-case-").FullName;
        await using var api = await RecordingApi.StartAsync();
        try
        {
            WriteFiles(input.Files, directory, text => Fill(text, api.Port, directory));
            var (exitCode, errors) = await RunAsync(input, api.Port, directory);
            return new(version, Describe(input, exitCode, errors, RecordingText.Normalise(api.Requests, api.Port, directory, home), api.Port, directory));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<(int ExitCode, string[] Errors)> RunAsync(SubmissionInput input, int port, string directory)
    {
        var start = new ProcessStartInfo(Path.Combine(home, "bin", "spark-submit")) { WorkingDirectory = directory, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in input.Arguments)
            start.ArgumentList.Add(Fill(argument, port, directory));
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        foreach (var (name, value) in input.Environment)
            start.Environment[name] = Fill(value, port, directory);
        (start.Environment["PATH"], start.Environment["LANG"], start.Environment["TZ"], start.Environment["HOME"]) = (path, "C.UTF-8", "UTC", directory);
        start.Environment["SPARK_SUBMIT_OPTS"] = $"-XX:TieredStopAtLevel=1 -Xshare:auto -Duser.home={directory}/.home {input.Environment.GetValueOrDefault("SPARK_SUBMIT_OPTS")}".Trim();
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = await process.StandardError.ReadToEndAsync(patience.Token);
            await output;
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, [.. error.Split('\n').Where(IsSaid).Select(line => line.TrimEnd())]);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"spark-submit did not end: {string.Join(' ', input.Arguments)}");
        }
    }

    private JsonObject Describe(SubmissionInput input, int exitCode, string[] errors, JsonNode requests, int port, string directory)
    {
        var recording = new JsonObject
        {
            ["name"] = input.Name,
            ["area"] = "fresh",
            ["mode"] = "cluster",
            ["sparkVersion"] = version,
            ["args"] = new JsonArray([.. input.Arguments.Select(argument => JsonValue.Create(argument))]),
            ["env"] = new JsonObject(input.Environment.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value)))),
            ["files"] = input.Files.DeepClone(),
            ["exitCode"] = exitCode,
            ["placeholders"] = new JsonObject(),
            ["requests"] = requests,
        };
        var map = ((JsonArray)requests).FirstOrDefault(request => ((string)request!["path"]!).EndsWith("-conf-map", StringComparison.Ordinal) && request["body"]?["data"]?["spark.properties"] is not null);
        if (map is not null)
        {
            var properties = JavaProperties.Read((string)map["body"]!["data"]!["spark.properties"]!);
            recording["sparkProperties"] = new JsonObject(properties.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value))));
            recording["uploads"] = new JsonArray([.. Uploads(directory)]);
        }

        if (exitCode != 0)
        {
            var lines = errors.Select(line => line.Replace(directory, "<CASE_DIR>", StringComparison.Ordinal).Replace($":{port}", ":<PORT>", StringComparison.Ordinal));
            recording["error"] = new JsonObject { ["exitCode"] = exitCode, ["lines"] = new JsonArray([.. lines.Select(line => JsonValue.Create(line))]) };
        }

        return recording;
    }

    private static IEnumerable<JsonNode> Uploads(string directory) => Directory
        .EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(path => path.Contains("/spark-upload-", StringComparison.Ordinal) && !path.EndsWith(".crc", StringComparison.Ordinal))
        .OrderBy(File.GetLastWriteTimeUtc)
        .Select(path => new JsonObject { ["path"] = Path.GetRelativePath(directory, path) });

    private static void WriteFiles(JsonObject files, string directory, Func<string, string> fill)
    {
        foreach (var (name, content) in files)
        {
            var path = Path.Combine(directory, name);
            Directory.CreateDirectory(content is null ? path : Path.GetDirectoryName(path)!);
            if (content is not null)
                File.WriteAllBytes(path, CaseFiles.Bytes(content, fill));
        }
    }

    private static string Fill(string text, int port, string directory) => text.Replace("<PORT>", $"{port}").Replace("<CASE_DIR>", directory);

    // Not: log lines, stack frames, the virtual machine's own warnings.
    private static bool IsSaid(string line) => line.Length > 0 && !char.IsWhiteSpace(line[0]) && !LogLine().IsMatch(line);

    [GeneratedRegex("^[0-9]{2}/[0-9]{2}/[0-9]{2} |^WARNING: |^Using Spark's default|^Setting default log level|^To adjust logging")]
    private static partial Regex LogLine();
}
