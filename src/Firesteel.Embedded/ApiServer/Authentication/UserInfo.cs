using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Authentication;

/// <summary>Who sends a request.</summary>
internal sealed record UserInfo(string Name, string Uid, ImmutableArray<string> Groups, ImmutableDictionary<string, ImmutableArray<string>> Extra)
{
    public static UserInfo Admin { get; } = new("firesteel:admin", "", ["system:masters", "system:authenticated"], ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    public static UserInfo ServiceAccount(string @namespace, string name, string uid) => new(
        $"system:serviceaccount:{@namespace}:{name}", uid, ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}", "system:authenticated"],
        ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    public static UserInfo Anonymous { get; } = new("system:anonymous", "", ["system:unauthenticated"], ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    /// <summary>As <c>authentication.k8s.io</c> shows a user.</summary>
    public JsonObject ToJson()
    {
        var user = new JsonObject { ["username"] = Name };
        if (Uid.Length > 0)
            user["uid"] = Uid;
        user["groups"] = new JsonArray([.. Groups.Select(group => (JsonNode)group)]);
        if (!Extra.IsEmpty)
            user["extra"] = new JsonObject(Extra.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonArray([.. pair.Value.Select(value => (JsonNode)value)]))));
        return user;
    }
}
