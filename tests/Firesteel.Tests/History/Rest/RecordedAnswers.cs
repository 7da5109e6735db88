using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.History.Rest;
using Firesteel.History.Serving;

namespace Firesteel.Tests.History.Rest;

/// <summary>Compares recorded answers of Spark's history server with ours, one by one.</summary>
internal static class RecordedAnswers
{
    public static SparkApi ApiOf(string version) => version.StartsWith("3.5", StringComparison.Ordinal) ? SparkApi.V35 : SparkApi.V41;

    public static JsonNode Read(string file)
    {
        using var text = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        return JsonNode.Parse(text)!;
    }

    public static async Task<HistoryLibrary> OpenAsync(string folder, string version, long now)
    {
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [folder], Api = ApiOf(version), Parallelism = 2 }, new FixedTime(now));
        await library.ScanAsync(CancellationToken.None);
        return library;
    }

    /// <summary>Every answer of a folder of recordings, but for those known to differ, which must do so.</summary>
    public static async Task ShouldBeOursAsync(string logs, string recordings, string version, HashSet<string> known)
    {
        var failures = new List<string>();
        var compared = 0;
        foreach (var file in Directory.GetFiles(recordings, "*.json.gz").Order(StringComparer.Ordinal))
        {
            var golden = Read(file);
            var library = await OpenAsync(logs, version, golden["recordedAtMillis"]?.GetValue<long>() ?? 1_800_000_000_000);
            foreach (var (request, expected) in golden["requests"]!.AsObject())
            {
                compared++;
                var difference = await CompareAsync(library, version, request, expected!);
                if (difference is not null && !known.Remove(request))
                    failures.Add($"{request}: {difference}");
                else if (difference is null && known.Contains(request))
                    failures.Add($"{request} is listed as different, and is not");
            }
        }

        failures.ShouldBeEmpty($"{failures.Count} of {compared} answers differ");
        compared.ShouldBeGreaterThan(0);
    }

    /// <summary>What differs, or null.</summary>
    public static async Task<string?> CompareAsync(HistoryLibrary library, string version, string request, JsonNode expected)
    {
        var question = request.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (request, "") : (request[..question], request[question..]);
        var answer = path.StartsWith("/api/", StringComparison.Ordinal)
            ? path.StartsWith("/api/v1", StringComparison.Ordinal) ? await new RestApi(library).AnswerAsync(path, query, Viewer.Nobody, CancellationToken.None) : null
            : HistoryLinks.Answer(library, path);
        if (answer is null)
            return null; // another API's path: nothing of ours answers
        var status = (int)expected["status"]!;
        if (status == 500)
            return answer.Status is 400 or 404 or 503 or 200 ? null : $"500 became {answer.Status}"; // where Spark fails, a refusal or an empty answer is better
        if (answer.Status != status)
            return $"{status} became {answer.Status} {Encoding.UTF8.GetString(answer.Whole().Body.Span)}";
        if (expected["location"] is { } location && location.ToString().TrimEnd('/') != answer.Location!.TrimEnd('/'))
            return $"Location {location} became {answer.Location}";
        if (status == 302)
            return null;
        if (expected["contentType"]?.ToString() is { } type && type != answer.ContentType)
            return $"{type} became {answer.ContentType}";
        if (answer.ContentType.StartsWith("text/html", StringComparison.Ordinal))
            return null;
        if (expected["zipEntries"] is JsonArray entries)
            return CompareArchive(answer, expected, entries);
        var body = Encoding.UTF8.GetString(answer.Whole().Body.Span);
        if (answer.ContentType == "text/plain" || (status != 200 && answer.ContentType == "application/json"))
            return body == expected["body"]!.ToString() ? null : $"'{expected["body"]}' became '{body}'";
        var left = Parse(expected["body"]!.ToString());
        var right = Parse(body);
        return JsonDifference.Find(left, right, "", path => MomentDependent.Ignores(version, path, left!));
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            var node = JsonNode.Parse(json, documentOptions: new System.Text.Json.JsonDocumentOptions { AllowDuplicateProperties = false });
            return node;
        }
        catch (System.Text.Json.JsonException bad)
        {
            throw new FormatException($"{bad.Message}: {json[..Math.Min(300, json.Length)]}", bad);
        }
    }

    private static string? CompareArchive(RestAnswer answer, JsonNode expected, JsonArray entries)
    {
        if (expected["contentDisposition"]?.ToString() is { } disposition && disposition != answer.ContentDisposition)
            return $"{disposition} became {answer.ContentDisposition}";
        using var bytes = new MemoryStream();
        answer.Stream!(bytes);
        using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
        var ours = zip.Entries.Select(entry => $"{entry.FullName} {entry.Length}").Order(StringComparer.Ordinal);
        var theirs = entries.Select(entry => $"{entry![0]} {entry[1]}").Order(StringComparer.Ordinal);
        return ours.SequenceEqual(theirs) ? null : $"[{string.Join(", ", theirs)}] became [{string.Join(", ", ours)}]";
    }
}
