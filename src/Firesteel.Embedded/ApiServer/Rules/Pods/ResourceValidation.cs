using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary><c>resources</c> of a container: known names, no negative amounts, no request above its limit.</summary>
internal static class ResourceValidation
{
    private const string Native = "kubernetes.io/";

    public static void Check(JsonObject? resources, string path, FieldChecks checks)
    {
        var limits = Amounts(resources, "limits", path, checks);
        var requests = Amounts(resources, "requests", path, checks);
        foreach (var (name, request) in requests)
        {
            if (limits.TryGetValue(name, out var limit))
            {
                if (!MayExceed(name) && request != limit)
                    checks.Add(Cause.Invalid($"{path}.requests", request.ToString(), $"must be equal to {name} limit of {limit}"));
                else if (request > limit)
                    checks.Add(Cause.Invalid($"{path}.requests", request.ToString(), $"must be less than or equal to {name} limit of {limit}"));
            }
            else if (!MayExceed(name))
            {
                checks.Add(Cause.Required($"{path}.limits", "Limit must be set for non overcommitable resources"));
            }
        }
    }

    private static SortedDictionary<string, Quantity> Amounts(JsonObject? resources, string list, string path, FieldChecks checks)
    {
        var amounts = new SortedDictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (name, value) in resources?[list] as JsonObject ?? [])
        {
            var at = $"{path}.{list}[{name}]";
            checks.Name(name, at, Names.QualifiedName);
            if (!name.Contains('/') && !IsStandard(name))
                checks.Add(Cause.Invalid(at, name, "must be a standard resource for containers"));
            if (!Quantity.TryParse(value?.ToString() ?? "0", out var amount, out _))
                continue;
            amounts[name] = amount;
            if (amount < default(Quantity))
                checks.Add(Cause.Invalid(at, amount.ToString(), "must be greater than or equal to 0"));
            if (IsExtended(name) && !amount.IsInteger)
                checks.Add(Cause.Invalid(at, amount.ToString(), "must be an integer"));
        }

        return amounts;
    }

    private static bool IsStandard(string name) => name is "cpu" or "memory" or "ephemeral-storage" || name.StartsWith("hugepages-", StringComparison.Ordinal);

    private static bool IsExtended(string name) => name.Contains('/') && !name.Contains(Native, StringComparison.Ordinal);

    /// <summary>A node may promise more of it than it has.</summary>
    private static bool MayExceed(string name) => !IsExtended(name) && !name.StartsWith("hugepages-", StringComparison.Ordinal);
}
