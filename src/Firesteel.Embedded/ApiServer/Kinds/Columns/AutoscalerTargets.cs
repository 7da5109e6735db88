using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>The TARGETS cell of an autoscaler, in both of its versions.</summary>
internal static class AutoscalerTargets
{
    public static string Of(JsonObject obj)
    {
        if (Text(obj, "apiVersion") == "autoscaling/v1")
        {
            return NumberOrNull(obj, "spec", "targetCPUUtilizationPercentage") is { } target
                ? $"cpu: {(NumberOrNull(obj, "status", "currentCPUUtilizationPercentage") is { } now ? now + "%" : Unknown)}/{target}%"
                : None;
        }

        var specs = Items(obj, "spec", "metrics").ToList();
        if (specs.Count == 0)
            return None;
        var current = Items(obj, "status", "currentMetrics").ToList();
        var shown = specs.Take(2).Select((spec, index) => Metric(spec, index < current.Count ? current[index] : null));
        return string.Join(", ", shown) + (specs.Count > 2 ? $" + {specs.Count - 2} more..." : "");
    }

    private static string Metric(JsonObject spec, JsonObject? status)
    {
        var type = Text(spec, "type");
        var source = type.Length == 0 ? "" : char.ToLowerInvariant(type[0]) + type[1..];
        var target = At(spec, source, "target");
        var now = At(status, source, "current");
        var name = source is "resource" or "containerResource" ? Text(spec, source, "name") + ": " : "";
        if (Text(target, "averageUtilization") is { Length: > 0 } utilization)
            return $"{name}{Or(Text(now, "averageUtilization"), "%")}/{utilization}%";
        if (Text(target, "averageValue") is { Length: > 0 } average)
            return $"{name}{Or(Text(now, "averageValue"), "")}/{average}{(source is "resource" or "containerResource" or "pods" ? "" : " (avg)")}";
        return $"{name}{Or(Text(now, "value"), "")}/{Text(target, "value")}";
    }

    private static string Or(string text, string unit) => text.Length == 0 ? Unknown : text + unit;
}
