using Firesteel.IntegrationTests.Platform;
using Firesteel.TestKit.Documents;
using Firesteel.TestKit.Files;

namespace Firesteel.IntegrationTests.Documentation;

/// <summary>Every command of the README and of docs/ is run as a reader would run it.</summary>
public sealed class DocumentationTests
{
    /// <summary>The guides of the seeds need a store and are run, with their outputs, by <see cref="Guides.GuideTests"/>.</summary>
    private const string Seeds = "docs/guides/seed-";

    public static TheoryData<string> Pages => new(DocumentedBlock.Pages().Where(page => !page.StartsWith(Seeds, StringComparison.Ordinal) && DocumentedBlock.Of(page).Count > 0));

    [Theory, MemberData(nameof(Pages))]
    public async Task Its_commands_work(string page)
    {
        foreach (var setting in DocumentedBlock.Of(page).GroupBy(block => block.Setting))
        {
            switch (setting.Key)
            {
                case "platform":
                    await RunAsync(setting, new RunningPlatform());
                    break;
                case "platform-without-operator":
                    await RunAsync(setting, new PlatformWithoutOperator());
                    break;
                default:
                    await RunAsync(setting, null);
                    break;
            }
        }
    }

    private static async Task RunAsync(IEnumerable<DocumentedBlock> blocks, RunningPlatform? platform)
    {
        using var files = new TemporaryDirectory();
        if (platform is not null)
            await platform.InitializeAsync();
        try
        {
            foreach (var block in blocks)
            {
                var variables = platform?.Variables("1.35") ?? new Dictionary<string, string> { ["XDG_STATE_HOME"] = files.Path, ["KUBECONFIG"] = "" };
                using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(8));
                var (exitCode, output) = await Shell.RunAsync(block.Commands, variables, stop.Token);
                exitCode.ShouldBe(0, $"{block.Page}:{block.Line}\n{output}");
            }
        }
        finally
        {
            if (platform is not null)
                await platform.DisposeAsync();
        }
    }
}
