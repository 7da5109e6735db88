using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Configuration.Credentials;

/// <summary>A program that prints an ExecCredential (<c>users[].user.exec</c>).</summary>
/// <param name="Cluster">What <c>provideClusterInfo</c> hands over; null when it was not asked for.</param>
internal sealed record ExecPlugin(
    string Command,
    ImmutableArray<string> Arguments,
    ImmutableArray<KeyValuePair<string, string>> Variables,
    string ApiVersion,
    string InstallHint,
    JsonObject? Cluster)
{
    private static readonly string[] Versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

    public static ExecPlugin? From(KubeconfigEntry user, KubeconfigEntry? cluster, List<Problem> problems)
    {
        if (user.Json["exec"] is not JsonObject exec)
        {
            problems.Add(new(user.Where("exec"), "exec is no mapping", "correct the indentation below it"));
            return null;
        }

        var entry = new KubeconfigEntry(user.Name, user.File, user.Document, $"{user.Path}.exec", exec);
        var version = entry.Text("apiVersion", problems) ?? "";
        if (!Versions.Contains(version))
            problems.Add(new(entry.Where("apiVersion"), $"the plug-in's apiVersion is \"{version}\"", $"use {Versions[0]}, with a version of the plug-in that knows it"));
        if (entry.Text("command", problems) is not { } command)
        {
            problems.Add(new(entry.Where("command"), "exec has no command", "add command: PROGRAM"));
            return null;
        }

        // A bare name is looked for on the path; anything with a slash is relative to the kubeconfig.
        return new(
            command.Contains('/') ? user.Resolved(command) : command,
            [.. (exec["args"] as JsonArray ?? []).Select(argument => argument?.ToString() ?? "")],
            [.. (exec["env"] as JsonArray ?? []).OfType<JsonObject>().Select(pair => KeyValuePair.Create(pair["name"]?.ToString() ?? "", pair["value"]?.ToString() ?? "")).Where(pair => pair.Key.Length > 0)],
            version,
            entry.Text("installHint", problems)?.Trim() ?? "",
            entry.Flag("provideClusterInfo", problems) && cluster is not null ? ClusterInfo(cluster) : null);
    }

    private static JsonObject ClusterInfo(KubeconfigEntry cluster)
    {
        var info = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["server", "tls-server-name", "insecure-skip-tls-verify", "certificate-authority-data", "proxy-url"])
        {
            if (cluster.Json[field] is { } value)
                info[field] = value.DeepClone();
        }

        return info;
    }
}
