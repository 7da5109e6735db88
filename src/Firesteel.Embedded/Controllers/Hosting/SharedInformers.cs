using System.Collections.Concurrent;
using System.Collections.Immutable;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Controllers.Hosting;

/// <summary>One informer for each kind, however many controllers look at it.</summary>
internal sealed class SharedInformers(IKubeClient client, TimeProvider time, ILogger log, CancellationToken stop)
{
    /// <summary>Index of objects by the uid of their controller.</summary>
    public const string ByController = "controller";

    private static readonly InformerOptions Options = new()
    {
        FirstDelay = TimeSpan.FromMilliseconds(100),
        MaxDelay = TimeSpan.FromSeconds(5),
        Indexes = ImmutableDictionary<string, Func<KubeObject, IEnumerable<string>>>.Empty.Add(ByController,
            item => item.Metadata.Items("ownerReferences").Where(owner => owner.Flag("controller")).Select(owner => owner.Text("uid") ?? "")),
        // Nobody here reads them, and they are half of an object.
        Transform = item =>
        {
            item.Metadata?.Remove("managedFields");
            return item;
        },
    };

    private readonly ConcurrentDictionary<string, (Informer Informer, CancellationTokenSource Stop)> _informers = new();

    public Task WhenSynced => Task.WhenAll(_informers.Values.Select(one => one.Informer.WhenSynced));

    /// <summary>The informer of a kind; it begins with the first subscription to <paramref name="changed"/>.</summary>
    public Informer Watch(ResourceType type, Action<InformerChange> changed)
    {
        var key = $"{type.ApiVersion}/{type.Plural}";
        if (_informers.TryGetValue(key, out var present))
        {
            present.Informer.Changed += changed;
            // Whoever comes late has missed the first list.
            foreach (var item in present.Informer.All)
                changed(new InformerChange(InformerChangeType.Added, null, item));
            return present.Informer;
        }

        var informer = new Informer(client, type, "", Options, time, log);
        informer.Changed += changed;
        var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _informers[key] = (informer, ending);
        _ = Task.Run(() => informer.RunAsync(ending.Token), CancellationToken.None);
        return informer;
    }

    /// <summary>The kind is gone: nobody asks for it any more.</summary>
    public void Forget(ResourceType type)
    {
        if (_informers.TryRemove($"{type.ApiVersion}/{type.Plural}", out var present))
            present.Stop.Cancel();
    }
}
