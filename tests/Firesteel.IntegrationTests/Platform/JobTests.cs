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
        var executors = new HashSet<string>();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var killing = KillAsync("spark-role=executor,sparkoperator.k8s.io/app-name=killed-executor", "KubernetesExecutorBackend", stop.Token);
        var (state, run) = await RunAsync(Long("killed-executor"), stop.Token, pod => executors.Add(pod.Name));
        await killing;
        state.State.ShouldBe("COMPLETED", string.Join('\n', run.Log));
        executors.Count.ShouldBeGreaterThanOrEqualTo(3, "two were asked for, one was killed and replaced");
    }

    [Fact]
    public async Task A_killed_driver_fails_the_application_with_its_signal()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var killing = KillAsync("spark-role=driver,sparkoperator.k8s.io/app-name=killed-driver", "org.apache.spark.deploy.SparkSubmit", stop.Token);
        var (state, _) = await RunAsync(Long("killed-driver"), stop.Token);
        await killing;
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

    /// <summary>Waits for a pod with these labels whose Java process runs, and sends that process SIGKILL.</summary>
    private async Task KillAsync(string selector, string mainClass, CancellationToken stop)
    {
        while (true)
        {
            var pods = await running.Platform.Client.ListAsync(ResourceTypes.Pods, "default", new(LabelSelector: selector), stop);
            foreach (var address in pods.Items.Select(pod => pod.Status?["podIP"]?.GetValue<string>()).OfType<string>())
            {
                if (JavaOf(address, mainClass) is not { } process)
                    continue;
                using var kill = Process.Start("kill", ["-KILL", process]);
                await kill.WaitForExitAsync(stop);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, stop);
        }
    }

    /// <returns>Number of the Java process of a pod, as this machine counts it: every container has its pod's address in SPARK_LOCAL_IP.</returns>
    private static string? JavaOf(string address, string mainClass)
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                // spark-class asks a short-lived launcher first, which has the class among its arguments too.
                if (File.ReadAllText(Path.Combine(directory, "comm")).Trim() == "java"
                    && File.ReadAllText(Path.Combine(directory, "cmdline")) is var command
                    && command.Contains(mainClass, StringComparison.Ordinal) && !command.Contains("org.apache.spark.launcher.Main", StringComparison.Ordinal)
                    && File.ReadAllText(Path.Combine(directory, "environ")).Split('\0').Contains($"SPARK_LOCAL_IP={address}"))
                    return Path.GetFileName(directory);
            }
            catch (IOException)
            {
                // It ended while it was read.
            }
        }

        return null;
    }
}
