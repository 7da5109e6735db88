using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.Node.Sandbox;
using Firesteel.Embedded.PodStreams;
using Firesteel.Embedded.Runtimes;
using Firesteel.TestKit.Files;

namespace Firesteel.IntegrationTests.Node;

/// <summary>Between a container's last process and its end, while its files are being removed, it is killed, asked and entered like any other.</summary>
public sealed class ContainerEndTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly ContainerLogs _logs = new(new LogOptions(), TimeProvider.System);

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_is_just_ending_can_be_killed_and_only_refuses_further_commands()
    {
        // The moment is short, and another thread's: as many containers as it takes to meet it three times.
        var met = 0;
        for (var attempt = 0; met < 3; attempt++)
        {
            attempt.ShouldBeLessThan(100);
            var log = Path.Combine(_files.Path, $"log{attempt}");
            var container = Start(attempt, log);
            while (_logs.FindOpen(log) is not null)
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            met += container.Exit.IsCompleted ? 0 : 1;
            while (!container.Exit.IsCompleted)
            {
                container.Kill();
                (await container.ExecAsync(["true"], TimeSpan.FromSeconds(5), CancellationToken.None)).ShouldBe(126);
                await Should.ThrowAsync<IOException>(() => container.OpenAsync(new PodCommand(["true"], Input: false, Terminal: false), CancellationToken.None));
            }

            (await container.Exit).Code.ShouldBe(3);
        }
    }

    /// <summary>With many files, so that they take a while to go.</summary>
    private IRunningContainer Start(int attempt, string log)
    {
        var (image, failure) = new ImageViews([], [], FiresteelProgram.Current(), new PythonPrefix()).Find("busybox");
        image.ShouldNotBeNull(failure);
        var message = _files.Write("message");
        return new ProcessRuntime(_logs, TimeProvider.System).Start(new ContainerPlan(
            new("default", "ending"), "uid", "main", attempt, Path.Combine(_files.Path, "main"), image,
            ["sh", "-c", "for i in $(seq 2000); do : >/etc/file$i; done; exit 3"], [new("PATH", "/usr/bin:/bin")],
            "/", "ending", "127.0.0.1", [], log, message));
    }
}
