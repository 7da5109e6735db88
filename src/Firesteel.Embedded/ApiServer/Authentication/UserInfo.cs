using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Authentication;

/// <summary>Who sends a request.</summary>
internal sealed record UserInfo(string Name, string Uid, ImmutableArray<string> Groups, ImmutableDictionary<string, ImmutableArray<string>> Extra)
{
    /// <summary>Groups of everybody with and without a token.</summary>
    public const string Authenticated = "system:authenticated";
    public const string Unauthenticated = "system:unauthenticated";

    private const string AccountPrefix = "system:serviceaccount:";

    public static UserInfo Admin { get; } = new("firesteel:admin", "", ["system:masters", Authenticated], ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    public static UserInfo ServiceAccount(string @namespace, string name, string uid) => new(
        AccountName(@namespace, name), uid, ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}", Authenticated],
        ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    public static UserInfo Anonymous { get; } = new("system:anonymous", "", [Unauthenticated], ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    public static string AccountName(string @namespace, string name) => $"{AccountPrefix}{@namespace}:{name}";

    /// <returns>Empty texts for a user that is no service account.</returns>
    public static (string Namespace, string Name) AccountOf(string user) =>
        user.StartsWith(AccountPrefix, StringComparison.Ordinal) && user[AccountPrefix.Length..].Split(':') is [{ Length: > 0 } space, { Length: > 0 } name] ? (space, name) : ("", "");

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
