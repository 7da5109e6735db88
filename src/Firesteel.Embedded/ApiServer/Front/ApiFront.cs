using System.Net;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Authorization;
using Firesteel.Embedded.ApiServer.Discovery;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ApiServer.Front;

/// <summary>Where every request comes in: who it is, what it asks for, and what it gets.</summary>
internal sealed class ApiFront(ApiServices services)
{
    private readonly ResourceFront _resources = new(services);
    private readonly DiscoveryFront _discovery = new(services);

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            http.Response.Headers.CacheControl = "no-cache, private";
            var path = DecodedPath(http);
            if (Authenticate(http, path) is not { } user)
                throw Statuses.Unauthorized();
            user = Authorize(http.Request, path, user);
            if (await _discovery.TryHandleAsync(http, path).ConfigureAwait(false))
                return;
            if (await _resources.TryHandleAsync(http, path, user).ConfigureAwait(false))
                return;
            // Below a built-in version a real server's router answers; everywhere else nobody does.
            if (RequestPath.Parse(path) is { } parsed && services.Catalogue.Now.In(parsed.Group, parsed.Version).Any(kind => !kind.IsCustom))
                throw Representations.NotFound();
            await PlainTexts.PageNotFoundAsync(http).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            await WriteErrorAsync(http, e).ConfigureAwait(false);
        }
        catch (ObjectTooLargeException e)
        {
            await WriteErrorAsync(http, Statuses.Bare(e.Message)).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            await WriteErrorAsync(http, Statuses.Bare(e.Message, e.StatusCode)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            services.Log.RequestFailed(http.Request.Method, http.Request.Path, e);
            await WriteErrorAsync(http, Statuses.InternalError(e.Message)).ConfigureAwait(false);
        }
    }

    private UserInfo? Authenticate(HttpContext http, string path) =>
        services.Authenticator.Authenticate(http.Request) ?? (PublicPaths.Contains(path) && http.Request.Headers.Authorization.Count == 0 ? UserInfo.Anonymous : null);

    /// <returns>Whom the request acts as.</returns>
    private UserInfo Authorize(HttpRequest request, string path, UserInfo user)
    {
        // Public paths have been let through already.
        if (user == UserInfo.Anonymous)
            return user;
        user = Impersonation.Apply(request, user, services.Authorizer);
        var access = AccessRequest.Of(request, path, user);
        return services.Authorizer.Decide(access) is { IsAllowed: false, Reason: var reason } ? throw access.Refused(reason) : user;
    }

    /// <summary>Dots and double slashes mean themselves, so the path is taken as it was sent.</summary>
    private static string DecodedPath(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (!target.StartsWith('/'))
            return http.Request.Path.Value ?? "/";
        var query = target.IndexOf('?');
        return WebUtility.UrlDecode((query < 0 ? target : target[..query]).Replace("+", "%2B"));
    }

    private static async Task WriteErrorAsync(HttpContext http, ApiException error)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        if (error.RetryAfterSeconds is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString();
        if (error.Code == 401)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(error.Status, ResourceFront.Plain);
        await ResponseWriter.WriteAsync(http, error.Code, json, Negotiation.ForError(http.Request)).ConfigureAwait(false);
    }
}
