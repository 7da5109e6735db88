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
        await RecordedAnswers.ShouldBeOursAsync(logs.Path, Path.Combine(CaseFolder.Root, "goldens", version, folder), version, known);
    }
}
