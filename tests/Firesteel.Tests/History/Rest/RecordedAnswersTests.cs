using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.History.Rest;

/// <summary>Every recorded answer of the real servers, without a socket. What is known to differ stands in one file that must be true in both directions.</summary>
public sealed class RecordedAnswersTests
{
    public static TheoryData<string, string> Folders
    {
        get
        {
            var folders = new TheoryData<string, string>();
            foreach (var version in Directory.GetDirectories(Path.Combine(CaseFolder.Root, "goldens")).Order(StringComparer.Ordinal))
            {
                foreach (var folder in Directory.GetDirectories(version).Order(StringComparer.Ordinal))
                    folders.Add(Path.GetFileName(version), Path.GetFileName(folder));
            }

            return folders;
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public async Task Answers_as_the_real_server_did(string version, string folder)
    {
        using var logs = CaseFolder.Of(folder);
        var known = File.ReadAllLines(Checkout.File("tests", "golden", "history", "known-differences.txt"))
            .Where(line => line.StartsWith($"{version} {folder} ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', 3)[2]).ToHashSet(StringComparer.Ordinal);
        var failures = new List<string>();
        var compared = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(CaseFolder.Root, "goldens", version, folder), "*.json.gz").Order(StringComparer.Ordinal))
        {
            var golden = RecordedAnswers.Read(file);
            var library = await RecordedAnswers.OpenAsync(logs.Path, version, golden["recordedAtMillis"]?.GetValue<long>() ?? 1_800_000_000_000);
            foreach (var (request, expected) in golden["requests"]!.AsObject())
            {
                compared++;
                var difference = await RecordedAnswers.CompareAsync(library, version, request, expected!);
                if (difference is not null && !known.Remove(request))
                    failures.Add($"{request}: {difference}");
                else if (difference is null && known.Contains(request))
                    failures.Add($"{request} is listed as different, and is not");
            }
        }

        failures.ShouldBeEmpty($"{failures.Count} of {compared} answers differ");
        compared.ShouldBeGreaterThan(0);
    }
}
