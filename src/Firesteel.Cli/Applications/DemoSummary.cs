using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Applications;

/// <summary>Remembers of a run what is worth a line at its end.</summary>
internal sealed class DemoSummary(IApplicationWatcher inner) : IApplicationWatcher
{
    /// <summary>Names of the executor pods that were there.</summary>
    public ImmutableSortedSet<string> Executors { get; private set; } = [];

    /// <summary>The line that the job was about.</summary>
    public string? Answer { get; private set; }

    public void StateChanged(ApplicationState state) => inner.StateChanged(state);

    public void DriverWrote(string line)
    {
        if (line.StartsWith("Pi is roughly", StringComparison.Ordinal))
            Answer = line;
        inner.DriverWrote(line);
    }

    /// <summary>Executors go when the driver ends, so they are counted while they come.</summary>
    public async Task CountExecutorsAsync(IKubeClient client, string @namespace, CancellationToken stop)
    {
        const string Selector = "spark-role=executor";
        var list = await client.ListAsync(ResourceTypes.Pods, @namespace, new(LabelSelector: Selector), stop);
        Executors = Executors.Union(list.Items.Select(pod => pod.Name));
        await foreach (var change in client.WatchAsync(ResourceTypes.Pods, @namespace, new(list.ResourceVersion, LabelSelector: Selector), stop))
        {
            if (change.Type == WatchEventType.Added)
                Executors = Executors.Add(change.Object.Name);
        }
    }

    /// <returns>Null when the container has not ended.</returns>
    public static string? ExitCodeOf(KubeObject? pod) =>
        (pod?.Status?["containerStatuses"] as JsonArray)?.Select(status => status?["state"]?["terminated"]?["exitCode"]?.ToString()).FirstOrDefault(code => code is not null);
}
