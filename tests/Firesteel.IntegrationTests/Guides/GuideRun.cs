using System.Diagnostics;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.Guides;

/// <summary>
/// Runs a guide from top to bottom in an empty directory: writes <c>yaml file=NAME</c>, runs <c>sh store</c> and <c>sh platform</c> with bash, and wants
/// each line of a following <c>text output</c> in what was printed. The guide's address, kind and program of a store become those of the store under test.
/// </summary>
internal sealed class GuideRun(Uri endpoint, string kind, string program, IReadOnlyDictionary<string, string> environment) : IDisposable
{
    /// <summary>For one block: a guide that waits for what never comes shall fail, not hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("firesteel-guide-").FullName;

    public async Task RunAsync(string guide)
    {
        var blocks = GuideBlock.In(await File.ReadAllTextAsync(Checkout.File("docs", "guides", guide)));
        blocks.Count(Runs).ShouldBeGreaterThan(0, $"{guide} has nothing to run");
        blocks.Where(block => block.Is("sh") && !Runs(block) && block.Value("not-run") is null).ShouldBeEmpty($"{guide}: what is not run says why (not-run=...)");
        var printed = "";
        foreach (var block in blocks)
        {
            if (block.Is("yaml") && block.Value("file") is { } file)
                await File.WriteAllTextAsync(Path.Combine(_folder, file), Here(block.Text));
            else if (Runs(block))
                printed = await ShellAsync(block, guide);
            else if (block.Is("text", "output"))
                Holds(block, printed, guide);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool Runs(GuideBlock block) => block.Is("sh", "store") || block.Is("sh", "platform");

    private async Task<string> ShellAsync(GuideBlock block, string guide)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"exec 2>&1\n{Here(block.Text)}"]) { RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = _folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{start.Environment["PATH"]}"; // "firesteel" as the tests were built with
        start.Environment["CHECKOUT"] = Checkout.Root;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        await using var late = limit.Token.Register(() => shell.Kill(entireProcessTree: true));
        var printed = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        if (block.Value("exit") == "any") // depends on the machine, but the command itself is right
            shell.ExitCode.ShouldBeInRange(0, 1, $"{guide}:{block.Line}\n{printed}");
        else
            shell.ExitCode.ShouldBe(int.Parse(block.Value("exit") ?? "0"), $"{guide}:{block.Line}\n{printed}");
        return printed;
    }

    private void Holds(GuideBlock block, string printed, string guide)
    {
        foreach (var line in Here(block.Text).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            printed.ShouldContain(line, Case.Sensitive, $"{guide}:{block.Line}");
    }

    private string Here(string text) => text.Replace("http://192.168.0.14:9000", endpoint.GetLeftPart(UriPartial.Authority)).Replace("kind: minio", $"kind: {kind}")
        .Replace("/mnt/minio_data", _folder).Replace("--binary /usr/local/bin/minio", $"--binary {program}");
}
