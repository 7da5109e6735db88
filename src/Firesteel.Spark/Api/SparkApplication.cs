using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Checks;
using Firesteel.Spark.Api.Schema;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Api;

/// <summary>A SparkApplication of <c>sparkoperator.k8s.io/v1beta2</c>, read and defaulted.</summary>
/// <param name="Object">The object as the API gave it.</param>
public sealed record SparkApplication(KubeObject Object, SparkApplicationSpec Spec, SparkApplicationStatus Status)
{
    private static readonly string[] TopLevel = ["apiVersion", "kind", "metadata", "spec", "status"];

    public string Name => Object.Name;

    public string Namespace => Object.Namespace.Length > 0 ? Object.Namespace : "default";

    /// <summary>Reads, defaults and validates. Problems carry field paths such as <c>spec.driver.cores</c>; all are found at once.</summary>
    /// <returns>The application as far as it could be read, even when there are errors among the problems.</returns>
    public static (SparkApplication Application, ImmutableArray<Problem> Problems) Read(KubeObject item)
    {
        var problems = new List<Problem>();
        var reader = new SchemaReader(problems);
        reader.CheckNames(item.Json, "", TopLevel);
        if (item.Json["spec"] is not JsonObject json)
        {
            problems.Add(new(Location.Field("spec"), "spec is missing", "add spec with type, sparkVersion, mainApplicationFile, driver and executor"));
            return (new(item, new(), ReadStatus(item)), [.. problems]);
        }

        var application = new SparkApplication(item, Defaulting.Apply(reader.Read<SparkApplicationSpec>(json, "spec")), ReadStatus(item));
        problems.AddRange(ApplicationChecks.All.SelectMany(check => check.Check(application)));
        CarriedFields.Check(application.Spec, json, problems);
        return (application, [.. problems]);
    }

    /// <summary>The status alone, leniently: what an older or newer version wrote and we do not know is left aside.</summary>
    public static SparkApplicationStatus ReadStatus(KubeObject item) =>
        item.Status is { } status ? new SchemaReader([], strict: false).Read<SparkApplicationStatus>(status, "status") : new();
}
