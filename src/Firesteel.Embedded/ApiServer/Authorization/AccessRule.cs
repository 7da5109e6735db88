using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Authorization;

/// <summary>A rule of a role, as Kubernetes reads it.</summary>
internal sealed record AccessRule(
    ImmutableArray<string> Verbs, ImmutableArray<string> Groups, ImmutableArray<string> Resources, ImmutableArray<string> Names, ImmutableArray<string> Paths)
{
    private const string Any = "*";

    /// <param name="role">A Role or ClusterRole.</param>
    public static ImmutableArray<AccessRule> Of(JsonObject role) =>
    [
        .. (role["rules"] as JsonArray ?? []).OfType<JsonObject>().Select(rule => new AccessRule(
            Texts(rule["verbs"]), Texts(rule["apiGroups"]), Texts(rule["resources"]), Texts(rule["resourceNames"]), Texts(rule["nonResourceURLs"]))),
    ];

    public bool Allows(AccessRequest request) => Covers(Verbs, request.Verb) && (request.IsResource
        ? Covers(Groups, request.Group) && CoversResource(request) && (Names.IsEmpty || Names.Contains(request.Name))
        : Paths.Any(path => path == Any || path == request.Path || (path.EndsWith('*') && request.Path.StartsWith(path.TrimEnd('*'), StringComparison.Ordinal))));

    /// <summary>As <c>kubectl auth can-i --list</c> reads it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["verbs"] = List(Verbs) };
        if (!Paths.IsEmpty)
        {
            json["nonResourceURLs"] = List(Paths);
            return json;
        }

        json["apiGroups"] = List(Groups);
        json["resources"] = List(Resources);
        if (!Names.IsEmpty)
            json["resourceNames"] = List(Names);
        return json;
    }

    /// <summary><c>*/log</c> stands for the sub-resource of every kind; <c>pods/*</c> stands for nothing.</summary>
    private bool CoversResource(AccessRequest request) => Covers(Resources, request.CombinedResource)
        || (request.Subresource.Length > 0 && Resources.Contains($"*/{request.Subresource}"));

    private static bool Covers(ImmutableArray<string> texts, string wanted) => texts.Contains(Any) || texts.Contains(wanted);

    private static ImmutableArray<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString())];

    private static JsonArray List(ImmutableArray<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
