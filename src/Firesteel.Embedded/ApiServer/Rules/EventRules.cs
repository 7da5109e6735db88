using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Events of both groups are the same objects; they are stored as core ones.</summary>
internal sealed class EventRules(string group) : IKindRules
{
    /// <summary>Names in core, names in events.k8s.io.</summary>
    private static readonly (string Core, string Events)[] Names =
    [
        ("involvedObject", "regarding"),
        ("message", "note"),
        ("reportingComponent", "reportingController"),
        ("count", "deprecatedCount"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("source", "deprecatedSource"),
    ];

    public (string Group, string Plural) Resource => (group, "events");

    public IReadOnlyList<string> SelectableFields => group.Length > 0 ? [] :
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion",
        "involvedObject.fieldPath", "reason", "reportingComponent", "type", "source",
    ];

    public void Convert(JsonObject item, KindInfo from, KindInfo to)
    {
        if (from.Group == to.Group)
            return;
        foreach (var (core, events) in Names)
        {
            var (old, next) = to.Group.Length == 0 ? (events, core) : (core, events);
            if (!item.TryGetPropertyValue(old, out var value))
                continue;
            item.Remove(old);
            item[next] = value;
        }
    }
}
