using System.CommandLine;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Verbs.Applications;

/// <summary><c>firesteel apps events NAME</c>: what happened to the application and to its pods, oldest first.</summary>
internal sealed class EventsVerb : IAppsVerb
{
    public Command Build(Terminal terminal, ClusterOptions cluster)
    {
        var name = new Argument<string>("name") { Description = "The application." };
        var output = new OutputOption();
        var command = new Command("events", "List what happened to an application and its pods, oldest first.") { name, output };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var connected = cluster.Connect(parsed, terminal);
            var application = parsed.GetValue(name)!;
            var pods = await connected.Client.ListAsync(ResourceTypes.Pods, connected.Namespace, new(LabelSelector: $"sparkoperator.k8s.io/app-name={application}"), stop);
            var names = pods.Items.Select(pod => pod.Name).Append(application).ToHashSet(StringComparer.Ordinal);
            var events = await connected.Client.ListAsync(ResourceTypes.CoreEvents, connected.Namespace, stop: stop);
            var rows = events.Items
                .Where(item => names.Contains(Text(item.Json["involvedObject"]?["name"])) || Text(item.Json["involvedObject"]?["name"]).StartsWith(application + "-", StringComparison.Ordinal))
                .Select(item => new ApplicationEvent(
                    FirstOf(item.Json["lastTimestamp"], item.Json["eventTime"], item.Metadata?["creationTimestamp"]),
                    Text(item.Json["type"]), Text(item.Json["reason"]),
                    $"{Text(item.Json["involvedObject"]?["kind"])}/{Text(item.Json["involvedObject"]?["name"])}",
                    FirstOf(item.Json["message"], item.Json["note"])))
                .OrderBy(item => item.Time, StringComparer.Ordinal).ToList();
            terminal.WriteData(parsed.GetValue(output), rows, ["TIME", "TYPE", "REASON", "OBJECT", "MESSAGE"], row => [row.Time, row.Type, row.Reason, row.Object, row.Message]);
            return ExitCode.Ok;
        });
        return command;
    }

    private static string FirstOf(params System.Text.Json.Nodes.JsonNode?[] nodes) => nodes.Select(Text).FirstOrDefault(text => text.Length > 0) ?? "";

    private static string Text(System.Text.Json.Nodes.JsonNode? node) =>
        node is System.Text.Json.Nodes.JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
