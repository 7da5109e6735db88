using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Scheduling;
using Firesteel.Embedded.Node.Services;
using Firesteel.Embedded.Node.Variables;
using Firesteel.Embedded.Node.Volumes;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>From a container's spec and its image to what the runtime is told. Pure but for sub-paths of volumes, which are made.</summary>
internal static class ContainerPlanning
{
    /// <param name="Failure">In a kubelet's words, when there is no plan.</param>
    internal sealed record Result(ContainerPlan? Plan, string? Failure);

    public static Result Plan(PodContext context, JsonObject spec, ImageView image, PodVolumes volumes, NodeOptions options, string podDirectory, string hostsFile, int attempt, LogPathOf logPath)
    {
        var (variables, failure) = ContainerEnvironment.Build(context, spec, Given(context, image, options));
        if (failure is not null)
            return new(null, failure);
        var values = variables.GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        var (mounts, mountFailure) = volumes.MountsOf(spec, values);
        if (mountFailure is not null)
            return new(null, mountFailure);
        var command = Command(spec, image, values);
        if (command.IsEmpty)
            return new(null, "no command specified");

        var name = PodShape.NameOf(spec);
        var directory = Path.Combine(podDirectory, "containers", name);
        var termination = Path.Combine(directory, "termination-log");
        Directory.CreateDirectory(directory);
        File.WriteAllText(termination, "");
        mounts = mounts.Add(new(hostsFile, "/etc/hosts", ReadOnly: false));
        mounts = mounts.Add(new(termination, spec.Text("terminationMessagePath") is { Length: > 0 } path ? path : "/dev/termination-log", ReadOnly: false));
        return new(
            new ContainerPlan(context.Pod.Key, context.Pod.Uid, name, attempt, directory, image, command, variables,
                spec.Text("workingDir") is { Length: > 0 } workingDirectory ? workingDirectory : image.WorkingDirectory,
                HostsText.HostnameOf(context.Pod), context.PodIp, mounts, logPath(name, attempt), termination)
            {
                MemoryLimit = (long?)ResourceAmount.Of(spec["resources"]?["limits"], "memory"),
            },
            null);
    }

    internal delegate string LogPathOf(string container, int attempt);

    /// <summary>A pod's command replaces the image's entrypoint and its default arguments too.</summary>
    private static ImmutableArray<string> Command(JsonObject spec, ImageView image, Dictionary<string, string> values)
    {
        ImmutableArray<string> command = [.. spec.Texts("command").Select(text => Expansion.Expand(text, values))];
        ImmutableArray<string> arguments = [.. spec.Texts("args").Select(text => Expansion.Expand(text, values))];
        return !command.IsEmpty ? [.. command, .. arguments] : [.. image.Entrypoint, .. arguments.IsEmpty ? image.Command : arguments];
    }

    private static IEnumerable<KeyValuePair<string, string>> Given(PodContext context, ImageView image, NodeOptions options)
    {
        yield return new("HOSTNAME", HostsText.HostnameOf(context.Pod));
        yield return new("HOME", "/root");
        foreach (var variable in image.Environment)
            yield return variable;
        yield return new("KUBERNETES_SERVICE_HOST", options.ApiServer.Host);
        yield return new("KUBERNETES_SERVICE_PORT", options.ApiServer.Port.ToString());
        yield return new("KUBERNETES_SERVICE_PORT_HTTPS", options.ApiServer.Port.ToString());
        // The host name resolves to a loopback address, which Spark does not take unless it is told to.
        yield return new("SPARK_LOCAL_IP", context.PodIp);
        foreach (var variable in options.PodEnvironment)
            yield return variable;
    }
}
