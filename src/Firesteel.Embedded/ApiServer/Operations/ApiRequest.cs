using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Authorization;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Rules;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Objects;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>A request that has found its kind.</summary>
internal sealed class ApiRequest(HttpContext http, RequestPath path, string verb, ServedKind kind, UserInfo user, ApiServices services)
{
    public HttpContext Http { get; } = http;

    public HttpRequest Request => Http.Request;

    public RequestPath Path { get; } = path;

    public string Verb { get; } = verb;

    public ServedKind Kind { get; } = kind;

    public UserInfo User { get; } = user;

    public ApiServices Services { get; } = services;

    public CancellationToken Stop => Http.RequestAborted;

    public ObjectKey Key => new(Path.Namespace, Path.Name);

    /// <summary>Texts for Warning headers, in order, each once.</summary>
    public List<string> Warnings { get; } = [];

    public void Warn(string text)
    {
        if (!Warnings.Contains(text))
            Warnings.Add(text);
    }

    public RuleContext RuleContext(bool dryRun, string subresource = "") => new(Services.Time.GetUtcNow(), dryRun, Services.Find, Warn) { Subresource = subresource };

    /// <summary>For what a request does besides its own verb: an apply that creates needs both.</summary>
    /// <exception cref="ApiException">403.</exception>
    public void Require(string verb)
    {
        var access = new AccessRequest(User, verb, Path.Group, Path.Resource, Path.Subresource, Path.Namespace, Path.Name);
        if (Services.Authorizer.Decide(access) is { IsAllowed: false, Reason: var reason })
            throw access.Refused(reason);
    }

    public ApiException NotFound() => NotFound(Path.Name);

    public ApiException NotFound(string name) => Statuses.NotFound(Kind.Info.Group, Kind.Info.Plural, name);

    /// <summary>Names the kind that the object itself says it has.</summary>
    public static ApiException Invalid(JsonObject item, IReadOnlyList<Cause> causes)
    {
        var version = item.Text("apiVersion");
        return version.Length == 0
            ? Statuses.InternalError("Object 'apiVersion' is missing in 'object has no apiVersion field'")
            : Statuses.Invalid(version.Contains('/') ? version[..version.IndexOf('/')] : "", item.Text("kind"), item.Metadata().Text("name"), causes);
    }

    public ApiException Invalid(string name, IReadOnlyList<Cause> causes) => Statuses.Invalid(Kind.Info.Group, Kind.Info.Kind, name, causes);

    /// <summary>Of something built in, a real server's router says so, and it knows no kinds.</summary>
    public ApiException MethodNotSupported() => Kind.IsCustom
        ? Statuses.MethodNotSupported(Kind.Info.Group, Kind.Info.Plural, Verb)
        : Front.Representations.MethodNotAllowed();
}
