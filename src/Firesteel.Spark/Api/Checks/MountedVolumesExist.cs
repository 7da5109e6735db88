using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Roles;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Checks;

/// <summary>A mount names a volume of spec.volumes or of the role's template.</summary>
internal sealed class MountedVolumesExist : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        foreach (var (role, path) in ((RoleSpec?, string)[])[(application.Spec.Driver, "spec.driver"), (application.Spec.Executor, "spec.executor")])
        {
            string?[] known = [.. Names(application.Spec.Volumes), .. Names((role?.Template?["spec"]?["volumes"] as JsonArray ?? []).OfType<JsonObject>())];
            for (var index = 0; index < (role?.VolumeMounts.Length ?? 0); index++)
            {
                if ((string?)role!.VolumeMounts[index]["name"] is { } name && !known.Contains(name))
                    yield return new(Location.Field($"{path}.volumeMounts[{index}].name"), $"there is no volume {name}", NearestName.Find(name, known.OfType<string>()) is { } nearest ? $"did you mean {nearest}?" : "add it to spec.volumes");
            }
        }
    }

    private static IEnumerable<string?> Names(IEnumerable<JsonObject> volumes) => volumes.Select(volume => (string?)volume["name"]);
}
