using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>The causes found so far, with the checks that many fields share, in the words of Kubernetes' own validation (1.34).</summary>
internal sealed class FieldChecks
{
    private readonly List<Cause> _causes = [];

    public IReadOnlyList<Cause> Causes => _causes;

    public void Add(Cause cause) => _causes.Add(cause);

    public void Required(JsonObject parent, string name, string path)
    {
        if (parent.Text(name).Length == 0)
            Add(Cause.Required($"{path}.{name}"));
    }

    /// <param name="rule">See <see cref="Names"/>.</param>
    public void Name(string text, string path, Func<string, List<string>> rule)
    {
        foreach (var error in rule(text))
            Add(Cause.Invalid(path, text, error));
    }

    public void RequiredName(JsonObject parent, string name, string path, Func<string, List<string>> rule)
    {
        if (parent.Text(name) is { Length: > 0 } text)
            Name(text, $"{path}.{name}", rule);
        else
            Add(Cause.Required($"{path}.{name}"));
    }

    public void OptionalName(JsonObject parent, string name, string path, Func<string, List<string>> rule)
    {
        if (parent.Text(name) is { Length: > 0 } text)
            Name(text, $"{path}.{name}", rule);
    }

    /// <summary>One of a few words; an absent one has been given its default before, or is left out.</summary>
    public void OneOf(JsonObject parent, string name, string path, params ReadOnlySpan<string> words)
    {
        if (parent[name] is not null && !words.Contains(parent.Text(name)))
            Add(Cause.NotSupported($"{path}.{name}", parent.Text(name), words.ToArray()));
    }

    public void NotNegative(JsonObject parent, string name, string path)
    {
        if (parent.Number(name) is < 0 and var number)
            Add(Cause.Invalid($"{path}.{name}", number, "must be greater than or equal to 0"));
    }

    public void InRange(JsonObject parent, string name, string path, long least, long most)
    {
        if (parent.Number(name) is { } number && (number < least || number > most))
            Add(Cause.Invalid($"{path}.{name}", number, $"must be between {least} and {most}, inclusive"));
    }

    /// <summary>A number, or the name of one of the container's ports.</summary>
    public void Port(JsonObject parent, string name, string path)
    {
        if (parent[name] is JsonValue value && value.TryGetValue(out string? text))
            Name(text, $"{path}.{name}", Names.PortName);
        else if ((parent.Number(name) ?? 0) is < 1 or > 65535)
            Add(Cause.Invalid($"{path}.{name}", parent.Number(name) ?? 0, "must be between 1 and 65535, inclusive"));
    }

    /// <summary>A path below something, that does not leave it.</summary>
    public void DescendingPath(string text, string path)
    {
        if (text.StartsWith('/'))
            Add(Cause.Invalid(path, text, "must be a relative path"));
        NoBacksteps(text, path);
    }

    public void NoBacksteps(string text, string path)
    {
        if (text.Split('/').Contains(".."))
            Add(Cause.Invalid(path, text, "must not contain '..'"));
    }

    /// <summary>Of an array's objects, each with its path.</summary>
    public static IEnumerable<(JsonObject Item, string Path)> Items(JsonObject parent, string name, string path) =>
        (parent[name] as JsonArray ?? []).Select((item, index) => (item as JsonObject ?? [], $"{path}.{name}[{index}]"));

    public static IEnumerable<string> Texts(JsonObject parent, string name) => (parent[name] as JsonArray ?? []).Select(item => item?.ToString() ?? "");
}
