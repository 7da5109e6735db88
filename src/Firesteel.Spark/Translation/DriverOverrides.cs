using System.Text.Json.Nodes;
using Firesteel.Spark.Api;
using Firesteel.Spark.Submission.Properties;

namespace Firesteel.Spark.Translation;

/// <summary>What has to win over Spark's own values in the driver pod.</summary>
internal static class DriverOverrides
{
    public static void Apply(JsonObject pod, SparkApplication application)
    {
        // Spark's container is always the last one.
        var container = (JsonObject)pod["spec"]!["containers"]!.AsArray()[^1]!;
        if (application.Spec.Driver?.MemoryLimit is { } limit && container["resources"]?["limits"] is JsonObject limits)
            limits["memory"] = Quantity(limit);
        if (application.Spec.SparkConfigMap is not null && container["env"] is JsonArray environment)
            environment.Add(new JsonObject { ["name"] = "SPARK_CONF_DIR", ["value"] = RoleTemplate.SparkConfigDirectory });
    }

    /// <summary>Spark's small suffixes mean binary units; Kubernetes' own notation stays.</summary>
    private static string Quantity(string size)
    {
        var suffix = size.Length > 0 ? size.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.') : "";
        return suffix.ToLowerInvariant() is "k" or "kb" or "m" or "mb" or "g" or "gb" or "t" or "tb" or "p" or "pb" && MemorySize.TryBytes(size, out _)
            ? $"{size[..^suffix.Length]}{char.ToUpperInvariant(suffix[0])}i"
            : size;
    }
}
