using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>
/// An application that Airflow's SparkKubernetesOperator made, known by a label that it always sets. It looks at the application every ten seconds, at a
/// driver pod <c>NAME-driver</c> whatever the specification says, and takes every state but SUBMITTED for a driver that has started.
/// </summary>
internal static class AirflowTask
{
    private const string Label = "spark_kubernetes_operator";

    public static bool Made(SparkApplication application) => application.Spec.Driver?.Labels.GetValueOrDefault(Label) == "True";
}
