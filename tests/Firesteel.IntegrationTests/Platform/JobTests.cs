using System.Diagnostics;
using System.Text.Json.Nodes;
using Firesteel.Cli.Applications;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.Platform;

/// <summary>Real Spark jobs, with the operator, on the embedded platform.</summary>
public sealed class JobTests(RunningPlatform running) : IClassFixture<RunningPlatform>
{
    [Theory, InlineData("spark-pi.yaml"), InlineData("spark-pi-4.1.yaml"), InlineData("pyspark-pi.yaml")]
    public async Task An_example_completes_with_the_answer_that_its_driver_wrote(string example)
    {
        var executors = new HashSet<string>();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var (state, run) = await RunAsync(Load(example), stop.Token, pod => executors.Add(pod.Name));
        state.State.ShouldBe("COMPLETED", string.Join('\n', run.Log));
        run.Log.ShouldContain(line => line.StartsWith("Pi is roughly 3.1", StringComparison.Ordinal));
        executors.Count.ShouldBeGreaterThanOrEqualTo(1);
        run.States.Select(seen => seen.State).ShouldContain("RUNNING");
    }

    [Fact]
    public async Task A_python_exception_becomes_the_reason()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (state, _) = await RunAsync(Load("failing-python.yaml"), stop.Token);
        state.State.ShouldBe("FAILED");
        state.Message.ShouldContain("exit code 1", Case.Insensitive);
    }

    [Fact]
    public async Task A_killed_executor_is_replaced_and_the_job_completes()
    {
        var package = Long("killed-executor");
        var killed = false;
        var executors = new HashSet<string>();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var (state, run) = await RunAsync(package, stop.Token, pod =>
        {
            executors.Add(pod.Name);
            if (!killed && pod.Status?["phase"]?.GetValue<string>() == "Running")
                killed = Signal("KILL", "KubernetesExecutorBackend", pod.Name);
        });
        killed.ShouldBeTrue();
        state.State.ShouldBe("COMPLETED", string.Join('\n', run.Log));
        executors.Count.ShouldBeGreaterThanOrEqualTo(3, "two were asked for, one was killed and replaced");
    }

    [Fact]
    public async Task A_killed_driver_fails_the_application_with_its_signal()
    {
        var killed = false;
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (state, _) = await RunAsync(Long("killed-driver"), stop.Token, pod =>
        {
            if (!killed && pod.Status?["phase"]?.GetValue<string>() == "Running")
                killed = Signal("KILL", "org.apache.spark.deploy.SparkSubmit", "killed-driver");
        });
        killed.ShouldBeTrue();
        state.State.ShouldBe("FAILED");
        state.Message.ShouldContain("137");
    }

    [Fact]
    public async Task An_unknown_image_is_the_reason_within_seconds()
    {
        var package = Load("spark-pi.yaml");
        package.Application.Metadata!["name"] = "unknown-image";
        package.Application.Spec!["image"] = "registry.example.org/nobody/knows:v1";
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var client = running.Platform.Client;
        await new ApplicationSubmission(client).SubmitAsync(package, "default", replace: false, stop.Token);
        var message = "";
        while (!message.Contains("--image", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, stop.Token);
            var found = await client.FindAsync(ResourceTypes.SparkApplications, new("default", "unknown-image"), stop.Token);
            message = ApplicationState.Of(found!).Message;
        }

        await client.DeleteAsync(ResourceTypes.SparkApplications, new("default", "unknown-image"), stop: stop.Token);
    }

    private async Task<(ApplicationState State, RecordedRun Run)> RunAsync(ApplicationPackage package, CancellationToken stop, Action<KubeObject>? executorSeen = null)
    {
        var run = new RecordedRun();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = executorSeen is null ? Task.CompletedTask : WatchExecutorsAsync(package.Application.Name, executorSeen, over.Token);
        var state = await new ApplicationRun(running.Platform.Client, TimeProvider.System).RunAsync(package, "default", replace: true, keep: false, run, stop);
        await over.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (state, run);
    }

    private async Task WatchExecutorsAsync(string application, Action<KubeObject> seen, CancellationToken stop)
    {
        var selector = $"spark-role=executor,sparkoperator.k8s.io/app-name={application}";
        var list = await running.Platform.Client.ListAsync(ResourceTypes.Pods, "default", new(LabelSelector: selector), stop);
        await foreach (var change in running.Platform.Client.WatchAsync(ResourceTypes.Pods, "default", new(list.ResourceVersion, LabelSelector: selector), stop))
        {
            if (change.Type is WatchEventType.Added or WatchEventType.Modified)
                seen(change.Object);
        }
    }

    private static ApplicationPackage Load(string example)
    {
        var file = Checkout.File("examples", example);
        return ApplicationPackages.FromYaml(file, File.ReadAllText(file));
    }

    /// <summary>Enough work that there is time to kill something.</summary>
    private static ApplicationPackage Long(string name)
    {
        var package = Load("spark-pi.yaml");
        package.Application.Metadata!["name"] = name;
        package.Application.Spec!["arguments"] = new JsonArray("400");
        return package;
    }

    /// <summary>Sends a signal to the process, of a machine's own process list, whose command line has both words.</summary>
    private static bool Signal(string signal, params string[] words)
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                var command = File.ReadAllText(Path.Combine(directory, "cmdline"));
                if (!command.StartsWith("java", StringComparison.Ordinal) && !command.Contains("/bin/java\0", StringComparison.Ordinal) || !words.All(word => command.Contains(word, StringComparison.Ordinal)))
                    continue;
                using var kill = Process.Start("kill", [$"-{signal}", Path.GetFileName(directory)]);
                kill.WaitForExit();
                return true;
            }
            catch (IOException)
            {
                // It ended while it was read.
            }
        }

        return false;
    }
}
