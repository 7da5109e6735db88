using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Authorization;

/// <summary>What somebody wants to do.</summary>
/// <param name="Verb">The API's verb, or the method in lower case for a path that is no resource.</param>
/// <param name="Resource">Plural name; empty for a path that is no resource.</param>
/// <param name="Namespace">Empty at the scope of the cluster, or for all namespaces. A namespace itself is in itself.</param>
/// <param name="Path">Of a request that is about no resource.</param>
internal sealed record AccessRequest(
    UserInfo User, string Verb, string Group = "", string Resource = "", string Subresource = "", string Namespace = "", string Name = "", string Path = "")
{
    public bool IsResource => Resource.Length > 0;

    /// <summary>Such as <c>pods/log</c>, as rules write it.</summary>
    public string CombinedResource => Subresource.Length > 0 ? $"{Resource}/{Subresource}" : Resource;

    /// <param name="path">Percent-decoded, without the query.</param>
    public static AccessRequest Of(HttpRequest request, string path, UserInfo user)
    {
        if (RequestPath.Parse(path) is not { } parsed)
            return new(user, request.Method.ToLowerInvariant(), Path: path);
        var watch = parsed.IsWatchPath || (parsed.Name.Length == 0 && request.Query.Flag("watch"));
        var verb = parsed.IsWatchPath ? Requests.Verb.Watch : Requests.Verb.Of(request.Method, parsed.Name.Length > 0, watch);
        // Whoever may only see one object may list and watch it by its name.
        var name = parsed.Name.Length == 0 && verb is Requests.Verb.List or Requests.Verb.Watch ? SelectedName(request.Query.Text("fieldSelector")) : parsed.Name;
        var @namespace = parsed is { Group: "", Resource: "namespaces" } ? parsed.Name : parsed.Namespace;
        return new(user, verb, parsed.Group, parsed.Resource, parsed.Subresource, @namespace, name);
    }

    /// <param name="spec">Of a SubjectAccessReview.</param>
    public static AccessRequest Of(JsonObject spec, UserInfo user)
    {
        if (spec["nonResourceAttributes"] is JsonObject path)
            return new(user, path.Text("verb"), Path: path.Text("path"));
        var resource = spec["resourceAttributes"] as JsonObject ?? [];
        return new(user, resource.Text("verb"), resource.Text("group"), resource.Text("resource"), resource.Text("subresource"), resource.Text("namespace"), resource.Text("name"));
    }

    /// <summary>The refusal in the words of a real API server.</summary>
    /// <param name="reason">What kept the roles from being read; empty for nothing.</param>
    public ApiException Refused(string reason)
    {
        var what = !IsResource ? $"cannot {Verb} path {Wire.GoText.Quote(Path)}"
            : $"cannot {Verb} resource {Wire.GoText.Quote(CombinedResource)} in API group {Wire.GoText.Quote(Group)} {(Namespace.Length > 0 ? $"in the namespace {Wire.GoText.Quote(Namespace)}" : "at the cluster scope")}";
        // Nothing in it may look like HTML.
        var text = $"User {Wire.GoText.Quote(User.Name)} {what}".Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return Statuses.Refused(Group, Resource, Name, reason.Length > 0 ? $"{text}: {reason}" : text);
    }

    private static string SelectedName(string fieldSelector)
    {
        foreach (var term in fieldSelector.Split(','))
        {
            if (term.Split('=', StringSplitOptions.RemoveEmptyEntries) is ["metadata.name", { Length: > 0 } name])
                return name;
        }

        return "";
    }
}
