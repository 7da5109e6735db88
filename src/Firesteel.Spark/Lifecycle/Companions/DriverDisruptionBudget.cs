using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Companions;

/// <summary>With <c>spec.driverPodDisruptionBudget</c>: a node is not drained while the driver runs on it. Named like the driver's pod.</summary>
internal sealed class DriverDisruptionBudget : ICompanion
{
    public ResourceType Type => ResourceTypes.PodDisruptionBudgets;

    /// <summary>A budget without a living pod holds up every drain and raises alarms.</summary>
    public bool EndsWithTheRun => true;

    public IEnumerable<KubeObject> Of(CompanionPlan plan)
    {
        if (plan.Application.Spec.DriverPodDisruptionBudget != true || !plan.Settings.DisruptionBudgets)
            return [];
        var budget = plan.New(Type, plan.DriverPod, [new(OperatorLabels.Launched, "true")]);
        budget.Json["spec"] = new JsonObject { ["minAvailable"] = 1, ["selector"] = new JsonObject { ["matchLabels"] = plan.DriverSelector() } };
        return [budget];
    }
}
