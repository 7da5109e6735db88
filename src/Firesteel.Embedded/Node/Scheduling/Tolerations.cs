using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Scheduling;

internal static class Tolerations
{
    /// <summary>Kubernetes' rule: an empty key with Exists tolerates everything, an empty effect every effect.</summary>
    public static bool Tolerates(KubeObject pod, Taint taint) => pod.Spec.Items("tolerations").Any(toleration =>
        (toleration.Text("effect") is null or "" || toleration.Text("effect") == taint.Effect)
        && (toleration.Text("key") is null or "" ? toleration.Text("operator") == "Exists" : toleration.Text("key") == taint.Key)
        && (toleration.Text("operator") == "Exists" || (toleration.Text("value") ?? "") == taint.Value));
}
