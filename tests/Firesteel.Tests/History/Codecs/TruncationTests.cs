using Firesteel.History.Rest;
using Firesteel.History.Serving;
using Firesteel.Tests.History.Rest;

namespace Firesteel.Tests.History.Codecs;

/// <summary>Recorded logs cut at random bytes, under their own and under a wrong extension, through the whole server: listed or named, never a crash.</summary>
public sealed class TruncationTests
{
    private const int Cuts = 200;
    private static readonly string[] Extensions = ["", ".zstd", ".lz4", ".snappy", ".lzf", ".inprogress", ".zstd.inprogress"];

    [Fact]
    public async Task Cut_logs_are_listed_or_named_and_answer()
    {
        var random = new Random(200);
        var sources = Directory.GetFiles(CaseFolder.Find("logs"), "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".json", StringComparison.Ordinal) && new FileInfo(file).Length is > 100 and < 300_000).Order(StringComparer.Ordinal).ToList();
        var folder = Directory.CreateTempSubdirectory("firesteel-history-").FullName;
        try
        {
            for (var i = 0; i < Cuts; i++)
            {
                var bytes = await File.ReadAllBytesAsync(sources[random.Next(sources.Count)]);
                await File.WriteAllBytesAsync(Path.Combine(folder, $"cut-{i}{Extensions[random.Next(Extensions.Length)]}"), bytes[..random.Next(1, bytes.Length)]);
            }

            var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [folder] }, new FixedTime(1_900_000_000_000));
            await library.ScanAsync(CancellationToken.None);
            library.List.Entries.Count.ShouldBe(Cuts);
            library.List.Applications.Count.ShouldBeGreaterThan(10);
            library.List.Faults.Count.ShouldBeGreaterThan(10);
            foreach (var entry in library.List.Applications.SelectMany(app => app.Attempts))
            {
                var path = $"/api/v1/applications/{entry.AppId}{(entry.AttemptId is { } attempt ? "/" + attempt : "")}/stages";
                (await new RestApi(library).AnswerAsync(path, "details=true", Viewer.Nobody, CancellationToken.None)).Status.ShouldBe(200, entry.Log);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
