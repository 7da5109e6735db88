using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Patching.Apply;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>
/// Follows the definitions in the store: accepts their names, establishes them, serves their versions,
/// and empties a kind whose definition goes.
/// </summary>
internal sealed class DefinitionController(ApiServices services, KindInfo definitionKind)
{
    /// <summary>Owner of what this controller writes.</summary>
    private const string Manager = "apiext";

    /// <summary>How long a definition waits for its last objects before it says that it does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Collection _definitions = services.Store.Collection(definitionKind.Group, definitionKind.Plural);

    /// <summary>Serves what is in the store now; for a start with objects already there.</summary>
    public void Start()
    {
        foreach (var stored in _definitions.Objects.Values)
            Reconcile(stored.Key.Name);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await FollowAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Until the end, or until its watch is lost: then it looks at everything again.</summary>
    private async Task FollowAsync(CancellationToken stop)
    {
        var (present, _, watcher) = services.Store.SnapshotAndWatch(_definitions);
        var open = new Queue<string>(present.Keys);
        try
        {
            while (true)
            {
                while (open.TryDequeue(out var name))
                    await ReconcileAsync(name, stop).ConfigureAwait(false);
                var change = await watcher.Events.ReadAsync(stop).ConfigureAwait(false);
                open.Enqueue(change.After.Key.Name);
                // Names that a definition gives back may be what another one waits for.
                if (change.IsDeletion || IsBeingDeleted(change.After))
                {
                    foreach (var waiting in _definitions.Objects.Keys.Where(name => name != change.After.Key.Name))
                        open.Enqueue(waiting);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (System.Threading.Channels.ChannelClosedException)
        {
        }
        finally
        {
            services.Store.Unwatch(_definitions, watcher);
        }
    }

    private async Task ReconcileAsync(string name, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                if (Reconcile(name))
                    return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                services.Log.DefinitionFailed(name, Pause, e);
                await Task.Delay(Pause, services.Time, stop).ConfigureAwait(false);
            }
        }
    }

    /// <returns>False when somebody else wrote the definition meanwhile.</returns>
    private bool Reconcile(string name)
    {
        var stored = services.Store.Find(_definitions, new("", name));
        if (stored is null)
        {
            if (services.Catalogue.Now.Owned(name) is { IsEmpty: false } served)
                services.Store.EndWatches(served[0].Collection);
            services.Catalogue.Set(name, []);
            return true;
        }

        var definition = stored.Parse();
        var others = _definitions.Objects.Values.Where(other => other.Key.Name != name).Select(other => other.Parse());
        if (definition.Metadata().ContainsKey("deletionTimestamp"))
            return Terminate(stored, definition);
        var changed = DefinitionStatus.AcceptNames(definition, others, services.Time.GetUtcNow());
        if (ApprovalState.IsProtected(CustomResourceDefinitionFacts.Spec(definition).Text("group")) && ApprovalState.Of(definition) is var approval)
            changed |= DefinitionStatus.Set(definition, "KubernetesAPIApprovalPolicyConformant", approval.Kind == ApprovalKind.Approved ? "True" : "False", approval.Reason, approval.Message, services.Time.GetUtcNow());
        if (changed && !Write(ref stored, definition))
            return false;
        if (!DefinitionStatus.Is(definition, "NamesAccepted"))
        {
            services.Catalogue.Set(name, []);
            return true;
        }

        Serve(definition, terminating: false);
        definition = stored.Parse();
        return !DefinitionStatus.Establish(definition, services.Time.GetUtcNow()) || Write(ref stored, definition);
    }

    /// <summary>No new objects, the present ones are deleted; when the last is gone the definition's own finalizer goes.</summary>
    private bool Terminate(StoredObject stored, JsonObject definition)
    {
        var name = stored.Key.Name;
        var finalizers = definition.Metadata().Texts("finalizers");
        if (!finalizers.Contains(CustomResourceDefinitionFacts.Finalizer))
            return true;
        var now = services.Time.GetUtcNow();
        if (!DefinitionStatus.Is(definition, "Established"))
            return Finish(stored, definition, finalizers);
        Serve(definition, terminating: true);
        var served = services.Catalogue.Now.Owned(name);
        var collection = served.IsEmpty ? CustomResourceDefinitionFacts.Collection(services.Store, definition) : served[0].Collection;
        if (DefinitionStatus.Set(definition, "Terminating", "True", "InstanceDeletionInProgress", "CustomResource deletion is in progress", now) && !Write(ref stored, definition))
            return false;
        var left = InstanceDeletion.DeleteAll(services, collection, served);
        if (left.Count == 0)
            return Finish(stored, stored.Parse(), finalizers);
        _ = WaitForLastAsync(name, collection);
        return true;
    }

    private bool Finish(StoredObject stored, JsonObject definition, List<string> finalizers)
    {
        finalizers.Remove(CustomResourceDefinitionFacts.Finalizer);
        definition.Metadata().SetTexts("finalizers", finalizers);
        if (finalizers.Count > 0)
        {
            DefinitionStatus.Set(definition, "Terminating", "False", "InstanceDeletionCompleted", "removed all instances", services.Time.GetUtcNow());
            return Write(ref stored, definition);
        }

        return services.Store.Delete(_definitions, stored);
    }

    /// <summary>Looks again when the last object of the kind has gone.</summary>
    private async Task WaitForLastAsync(string name, Collection collection)
    {
        var (objects, _, watcher) = services.Store.SnapshotAndWatch(collection);
        try
        {
            using var patience = new CancellationTokenSource(Patience, services.Time);
            while (!objects.IsEmpty && await SeesChangeAsync(name, watcher, patience.Token).ConfigureAwait(false))
            {
                while (watcher.Events.TryRead(out _))
                {
                }

                objects = collection.Objects;
            }
        }
        finally
        {
            services.Store.Unwatch(collection, watcher);
        }

        if (objects.IsEmpty && services.Store.Find(_definitions, new("", name)) is { } stored && IsBeingDeleted(stored))
        {
            var definition = stored.Parse();
            while (!Finish(stored, definition, definition.Metadata().Texts("finalizers")))
            {
                if (services.Store.Find(_definitions, new("", name)) is not { } newer || !IsBeingDeleted(newer))
                    return;
                (stored, definition) = (newer, newer.Parse());
            }
        }
    }

    /// <summary>Waits for a change; when patience ends first, the definition says so, and the waiting goes on.</summary>
    private async Task<bool> SeesChangeAsync(string name, Watcher watcher, CancellationToken patience)
    {
        try
        {
            return await watcher.Events.WaitToReadAsync(patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            while (services.Store.Find(_definitions, new("", name)) is { } stored && IsBeingDeleted(stored) && stored.Parse() is var definition
                && DefinitionStatus.Set(definition, "Terminating", "True", "InstanceDeletionCheck", "could not confirm zero CustomResources remaining: timed out waiting for the condition", services.Time.GetUtcNow())
                && !Write(ref stored, definition))
            {
            }

            return await watcher.Events.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Serve(JsonObject definition, bool terminating)
    {
        var name = definition.Metadata().Text("name");
        var before = services.Catalogue.Now.Owned(name);
        var kinds = DefinitionKinds.Build(definition, services.Store, terminating, before);
        if (!kinds.SequenceEqual(before))
            services.Catalogue.Set(name, kinds);
    }

    private bool Write(ref StoredObject stored, JsonObject definition)
    {
        definition = FieldManager.Update(
            stored.Parse(), definition, Manager, definitionKind.ApiVersion, "status", definitionKind.Schema, services.Time.GetUtcNow(), definitionKind.ResetFields("status"));
        if (services.Store.Commit(_definitions, stored, definition, stored.Encoding) is not { } written)
            return false;
        stored = written;
        return true;
    }

    private static bool IsBeingDeleted(StoredObject stored) => new KubeObject(stored.Parse()).IsBeingDeleted;
}
