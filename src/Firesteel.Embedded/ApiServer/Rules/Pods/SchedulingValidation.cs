using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary>Where a pod wants to run: selectors, affinities, tolerations, spreading.</summary>
internal static class SchedulingValidation
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";

    public static void Check(JsonObject spec, string path, FieldChecks checks)
    {
        foreach (var (name, value) in spec["nodeSelector"] as JsonObject ?? [])
        {
            checks.Name(name, $"{path}.nodeSelector", Names.QualifiedName);
            checks.Name(value?.ToString() ?? "", $"{path}.nodeSelector", Names.LabelValue);
        }

        if (spec["affinity"] is JsonObject affinity)
        {
            if (affinity["nodeAffinity"] is JsonObject nodes)
                Nodes(nodes, $"{path}.affinity.nodeAffinity", checks);
            foreach (var name in (ReadOnlySpan<string>)["podAffinity", "podAntiAffinity"])
            {
                if (affinity[name] is JsonObject pods)
                    Pods(pods, $"{path}.affinity.{name}", checks);
            }
        }

        foreach (var (constraint, at) in FieldChecks.Items(spec, "topologySpreadConstraints", path))
            Spread(constraint, at, checks);
        foreach (var (toleration, at) in FieldChecks.Items(spec, "tolerations", path))
            Toleration(toleration, at, checks);
    }

    private static void Nodes(JsonObject affinity, string path, FieldChecks checks)
    {
        if (affinity[Required] is JsonObject required)
        {
            if (required["nodeSelectorTerms"] is not JsonArray { Count: > 0 })
                checks.Add(Cause.Required($"{path}.{Required}.nodeSelectorTerms", "must have at least one node selector term"));
            foreach (var (term, at) in FieldChecks.Items(required, "nodeSelectorTerms", $"{path}.{Required}"))
                Term(term, at, checks);
        }

        foreach (var (term, at) in FieldChecks.Items(affinity, Preferred, path))
        {
            Weight(term, at, checks);
            Term(term["preference"] as JsonObject ?? [], $"{at}.preference", checks);
        }
    }

    private static void Term(JsonObject term, string path, FieldChecks checks)
    {
        foreach (var (expression, at) in FieldChecks.Items(term, "matchExpressions", path))
        {
            var count = (expression["values"] as JsonArray)?.Count ?? 0;
            var cause = expression.Text("operator") switch
            {
                "In" or "NotIn" => count == 0 ? Cause.Required($"{at}.values", "must be specified when `operator` is 'In' or 'NotIn'") : null,
                "Exists" or "DoesNotExist" => count > 0 ? Cause.Forbidden($"{at}.values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'") : null,
                "Gt" or "Lt" => count != 1 ? Cause.Required($"{at}.values", "must be specified single value when `operator` is 'Lt' or 'Gt'") : null,
                var other => Cause.Invalid($"{at}.operator", other, "not a valid selector operator"),
            };
            if (cause is not null)
                checks.Add(cause);
            checks.Name(expression.Text("key"), $"{at}.key", Names.QualifiedName);
        }

        foreach (var (field, at) in FieldChecks.Items(term, "matchFields", path))
        {
            if (field.Text("operator") is not ("In" or "NotIn"))
                checks.Add(Cause.Invalid($"{at}.operator", field.Text("operator"), "not a valid selector operator"));
            else if (field["values"] is not JsonArray { Count: 1 })
                checks.Add(Cause.Required($"{at}.values", "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"));
            if (field.Text("key") != "metadata.name")
                checks.Add(Cause.Invalid($"{at}.key", field.Text("key"), "not a valid field selector key"));
        }
    }

    private static void Pods(JsonObject affinity, string path, FieldChecks checks)
    {
        foreach (var (term, at) in FieldChecks.Items(affinity, Required, path))
            Topology(term, at, checks);
        foreach (var (term, at) in FieldChecks.Items(affinity, Preferred, path))
        {
            Weight(term, at, checks);
            Topology(term["podAffinityTerm"] as JsonObject ?? [], $"{at}.podAffinityTerm", checks);
        }
    }

    private static void Topology(JsonObject term, string path, FieldChecks checks)
    {
        if (term.Text("topologyKey").Length == 0)
            checks.Add(Cause.Required($"{path}.topologyKey", "can not be empty"));
        checks.Name(term.Text("topologyKey"), $"{path}.topologyKey", Names.QualifiedName);
    }

    private static void Weight(JsonObject term, string path, FieldChecks checks)
    {
        if ((term.Number("weight") ?? 0) is < 1 or > 100)
            checks.Add(Cause.Invalid($"{path}.weight", term.Number("weight") ?? 0, "must be in the range 1-100"));
    }

    private static void Spread(JsonObject constraint, string path, FieldChecks checks)
    {
        if ((constraint.Number("maxSkew") ?? 0) <= 0)
            checks.Add(Cause.Invalid($"{path}.maxSkew", constraint.Number("maxSkew") ?? 0, "must be greater than zero"));
        if (constraint.Text("topologyKey").Length == 0)
            checks.Add(Cause.Required($"{path}.topologyKey", "can not be empty"));
        if (constraint.Text("whenUnsatisfiable").Length == 0)
            checks.Add(Cause.NotSupported($"{path}.whenUnsatisfiable", "", ["DoNotSchedule", "ScheduleAnyway"]));
        else
            checks.OneOf(constraint, "whenUnsatisfiable", path, "DoNotSchedule", "ScheduleAnyway");
    }

    private static void Toleration(JsonObject toleration, string path, FieldChecks checks)
    {
        checks.OptionalName(toleration, "key", path, Names.QualifiedName);
        var (how, value, effect) = (toleration.Text("operator"), toleration.Text("value"), toleration.Text("effect"));
        if (toleration.Text("key").Length == 0 && how != "Exists")
            checks.Add(Cause.Invalid($"{path}.operator", how, "operator must be Exists when `key` is empty, which means \"match all values and all keys\""));
        if (toleration["tolerationSeconds"] is not null && effect != "NoExecute")
            checks.Add(Cause.Invalid($"{path}.effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"));
        if (how is "" or "Equal")
        {
            if (Names.LabelValue(value) is { Count: > 0 } errors)
                checks.Add(Cause.Invalid($"{path}.operator", value, string.Join(";", errors)));
        }
        else if (how == "Exists")
        {
            if (value.Length > 0)
                checks.Add(Cause.Invalid($"{path}.operator", value, "value must be empty when `operator` is 'Exists'"));
        }
        else
        {
            checks.Add(Cause.NotSupported($"{path}.operator", how, ["Equal", "Exists"]));
        }

        if (effect.Length > 0)
            checks.OneOf(toleration, "effect", path, "NoSchedule", "PreferNoSchedule", "NoExecute");
    }
}
