using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Submission;

/// <summary>What to create for a request, in Spark's shapes: objects carry no namespace unless Spark writes one.</summary>
/// <param name="Driver">Created first; everything else is owned by it.</param>
/// <param name="Owned">In Spark's order, the driver's ConfigMap last; applied after the driver exists.</param>
/// <param name="Properties">What the driver reads from <c>spark.properties</c>.</param>
/// <param name="Uploads">Before anything is created.</param>
/// <param name="Problems">With an error among them, nothing may be created.</param>
public sealed record SubmissionResult(
    string Namespace,
    KubeObject Driver,
    ImmutableArray<KubeObject> Owned,
    ImmutableSortedDictionary<string, string> Properties,
    ImmutableArray<Upload> Uploads,
    ImmutableArray<Problem> Problems)
{
    public bool IsPossible => Problems.All(problem => problem.Severity != Severity.Error);

    /// <summary>The owned objects as they are sent: with the only owner reference that Spark writes.</summary>
    public IEnumerable<KubeObject> OwnedBy(string driverUid) => Owned.Select(item =>
    {
        var owned = item.Clone();
        owned.Metadata!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = Driver.ApiVersion,
            ["kind"] = Driver.Kind,
            ["name"] = Driver.Name,
            ["uid"] = driverUid,
            ["controller"] = true,
        });
        return owned;
    });
}
