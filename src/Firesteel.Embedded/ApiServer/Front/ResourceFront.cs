using System.Text.Encodings.Web;
using System.Text.Json;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Subresources;
using Firesteel.Embedded.ApiServer.VirtualKinds;
using Firesteel.Embedded.ApiServer.Watching;
using Firesteel.Embedded.ApiServer.Wire;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Front;

/// <summary>Requests for objects: finds kind, verb and sub-resource, runs the operation, writes its answer.</summary>
internal sealed class ResourceFront(ApiServices services)
{
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>False when the path is not the one of a served resource in its scope.</returns>
    public async Task<bool> TryHandleAsync(HttpContext http, string path, UserInfo user)
    {
        if (RequestPath.Parse(path) is not { } parsed)
            return false;
        if (services.Options.BuiltInKinds && VirtualKindList.Find(parsed) is { } virtualKind)
        {
            await VirtualKindFront.RunAsync(http, parsed, virtualKind, user, services).ConfigureAwait(false);
            return true;
        }

        if (services.Catalogue.Now.Find(parsed.Group, parsed.Version, parsed.Resource) is not { } kind)
            return false;
        var verb = VerbOf(http, parsed);
        if (!kind.IsCustom && parsed.IsWatchPath && !HttpMethods.IsGet(http.Request.Method))
            throw Representations.MethodNotAllowed();
        if (kind.Info.Namespaced ? parsed.Namespace.Length == 0 && !(parsed.Name.Length == 0 && IsReadOrUnknown(verb)) : parsed.Namespace.Length > 0)
            return false;
        var request = new ApiRequest(http, parsed, verb, kind, user, services);
        if (kind.Deprecation is { } deprecation)
            request.Warn(deprecation);
        try
        {
            await RunAsync(request).ConfigureAwait(false);
        }
        catch (ApiException) when (!http.Response.HasStarted)
        {
            WriteWarnings(request);
            throw;
        }

        return true;
    }

    public static void WriteWarnings(ApiRequest request)
    {
        foreach (var warning in request.Warnings)
            request.Http.Response.Headers.Append("Warning", $"299 - {GoText.Quote(warning)}");
    }

    private static async Task RunAsync(ApiRequest request)
    {
        var answer = request.Path.Subresource.Length > 0
            ? await SubresourceList.RunAsync(request).ConfigureAwait(false)
            : await RunVerbAsync(request).ConfigureAwait(false);
        if (answer is null)
            return;
        var http = request.Http;
        // What a subresource of a custom resource answers may be a built-in kind, such as a Scale.
        var isCustom = answer switch { ObjectAnswer item => item.Kind.IsCustom, ListAnswer list => list.Kind.IsCustom, _ => false };
        var form = Negotiation.Choose(http.Request, transformable: true, protobuf: !isCustom);
        var json = AnswerShaping.Shape(answer, form, http.Request.Query.Text("includeObject"), request.Services.Time.GetUtcNow());
        WriteWarnings(request);
        await ResponseWriter.WriteAsync(http, answer.Code, json, form).ConfigureAwait(false);
    }

    private static async Task<Answer?> RunVerbAsync(ApiRequest request)
    {
        if (WatchOutput.Refusal(request.Http) is { } refusal && request.Verb == Verb.Watch)
        {
            request.Http.Response.StatusCode = refusal;
            return null;
        }

        if (request.Verb.Length == 0 || !request.Kind.Verbs.Contains(request.Verb) || !OperationList.ByVerb.TryGetValue(request.Verb, out var operation))
            throw request.MethodNotSupported();
        // A built-in kind has no route for these; a custom one takes the first, and says of the others that a name is missing.
        if (!request.Kind.IsCustom && request.Verb is Verb.Create == request.Path.Name.Length > 0 && request.Verb is Verb.Create or Verb.Update or Verb.Patch)
            throw request.MethodNotSupported();
        if (!request.Kind.IsCustom)
            Representations.Check(request.Request, request.Verb);
        // What cannot be answered in an acceptable form is refused before anything is done.
        if (request.Verb is not (Verb.Watch or Verb.List))
            Negotiation.Choose(request.Request, transformable: true, protobuf: !request.Kind.IsCustom);
        return await operation.RunAsync(request).ConfigureAwait(false);
    }

    private static string VerbOf(HttpContext http, RequestPath path)
    {
        var query = http.Request.Query;
        var watch = path.IsWatchPath || (path.Name.Length == 0 && query.Flag("watch"));
        return Verb.Of(http.Request.Method, path.Name.Length > 0, watch);
    }

    /// <summary>Over all namespaces one can only list and watch; other methods do not find the path.</summary>
    private static bool IsReadOrUnknown(string verb) => verb is Verb.List or Verb.Watch;
}
