using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Volumes;

namespace Firesteel.Embedded.Node.Variables;

/// <summary>The environment of a container as its spec says: <c>envFrom</c> first, then <c>env</c> in order, each seeing what came before. Pure.</summary>
internal static class ContainerEnvironment
{
    /// <returns>The variables, or why they cannot be made (a kubelet's words).</returns>
    public static (ImmutableArray<KeyValuePair<string, string>> Variables, string? Failure) Build(
        PodContext context, JsonObject container, IEnumerable<KeyValuePair<string, string>> given)
    {
        var variables = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        variables.AddRange(given);
        var values = given.GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        void Add(string name, string value)
        {
            variables.Add(new(name, value));
            values[name] = value;
        }

        foreach (var source in container.Items("envFrom"))
        {
            var (kind, reference) = source.Object("configMapRef") is { } map ? (SourceKind.ConfigMap, map) : (SourceKind.Secret, source.Object("secretRef"));
            if (reference is null)
                continue;
            var name = reference.Text("name") ?? "";
            if (context.Sources.Find(kind, name) is { } found)
            {
                foreach (var (key, value) in found.Texts())
                    Add((source.Text("prefix") ?? "") + key, value);
            }
            else if (!reference.Flag("optional"))
            {
                return ([], context.Sources.NotFound(kind, name));
            }
        }

        foreach (var variable in container.Items("env"))
        {
            var name = variable.Text("name") ?? "";
            if (variable.Object("valueFrom") is not { } from)
            {
                Add(name, Expansion.Expand(variable.Text("value") ?? "", values));
                continue;
            }

            var (value, failure) = ValueFrom(context, container, from);
            if (failure is not null)
                return ([], failure);
            if (value is not null)
                Add(name, value);
        }

        return (variables.ToImmutable(), null);
    }

    private static (string? Value, string? Failure) ValueFrom(PodContext context, JsonObject container, JsonObject from)
    {
        if (from.Object("fieldRef")?.Text("fieldPath") is { } path)
            return FieldReference.Read(context, path) is { } field ? (field, null) : (null, $"unsupported fieldPath: {path}");
        if (from.Object("resourceFieldRef") is { } resource)
            return FieldReference.ReadResource(context, container, resource) is { } amount ? (amount, null) : (null, $"unsupported container resource: {resource.Text("resource")}");
        var (kind, reference) = from.Object("configMapKeyRef") is { } map ? (SourceKind.ConfigMap, map) : (SourceKind.Secret, from.Object("secretKeyRef"));
        if (reference is null)
            return (null, null);
        var (name, key, optional) = (reference.Text("name") ?? "", reference.Text("key") ?? "", reference.Flag("optional"));
        if (context.Sources.Find(kind, name) is not { } found)
            return optional ? (null, null) : (null, context.Sources.NotFound(kind, name));
        var text = found.Texts().FirstOrDefault(pair => pair.Key == key).Value;
        return text is not null || optional ? (text, null)
            : (null, $"couldn't find key {key} in {(kind == SourceKind.ConfigMap ? "ConfigMap" : "Secret")} {context.Pod.Namespace}/{name}");
    }
}
