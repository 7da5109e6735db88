using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>Keys come into the pod under names that no SDK reads.</summary>
internal sealed class VariableNames : IConfigurationRule
{
    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["access-key"] = "AWS_ACCESS_KEY_ID",
        ["ACCESS_KEY"] = "AWS_ACCESS_KEY_ID",
        ["AWS_ACCESS_KEY"] = "AWS_ACCESS_KEY_ID",
        ["MINIO_ACCESS_KEY"] = "AWS_ACCESS_KEY_ID",
        ["S3_ACCESS_KEY"] = "AWS_ACCESS_KEY_ID",
        ["secret-key"] = "AWS_SECRET_ACCESS_KEY",
        ["SECRET_KEY"] = "AWS_SECRET_ACCESS_KEY",
        ["AWS_SECRET_KEY"] = "AWS_SECRET_ACCESS_KEY",
        ["MINIO_SECRET_KEY"] = "AWS_SECRET_ACCESS_KEY",
        ["S3_SECRET_KEY"] = "AWS_SECRET_ACCESS_KEY",
    };

    public RuleInfo Info { get; } = new("lake/variable-names", Severity.Warning, "The keys have names that S3A does not read",
        "S3A looks for AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Another name reaches only code that asks for it, and such code usually hands null on when it is spelled differently once.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (!configuration.UsesS3A)
            yield break;
        foreach (var role in configuration.Roles())
        {
            foreach (var entry in role.Environment.Where(entry => Meant.TryGetValue(entry.Name, out var meant) && role.Find(meant) is null))
            {
                var patch = entry.Index < 0 ? null : role.WithEnvironment(old => old.Select(item => Renamed(item)));
                yield return Info.At(entry.Where, $"the {role.Name}'s variable {entry.Name} is not read by S3A", $"name it {Meant[entry.Name]}", patch);
            }
        }
    }

    private static System.Text.Json.Nodes.JsonNode? Renamed(System.Text.Json.Nodes.JsonNode? item)
    {
        var copy = item?.DeepClone();
        if (copy?["name"]?.ToString() is { } name && Meant.TryGetValue(name, out var meant))
            copy["name"] = meant;
        return copy;
    }
}
