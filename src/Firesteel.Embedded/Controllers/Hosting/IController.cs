using Firesteel.Kube.Queueing;

namespace Firesteel.Embedded.Controllers.Hosting;

/// <summary>Brings one sort of thing to where its spec wants it, key by key.</summary>
internal interface IController
{
    /// <summary>Subscribes to what makes keys worth a look.</summary>
    void Watch(SharedInformers informers, WorkQueue<WorkKey> queue);

    /// <summary>What it throws is tried again with back-off.</summary>
    Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop);
}
