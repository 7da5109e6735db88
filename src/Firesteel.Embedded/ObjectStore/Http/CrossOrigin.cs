using Firesteel.Embedded.ObjectStore.Catalog;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>A bucket's CORS rules on its answers.</summary>
internal static class CrossOrigin
{
    public static Task PreflightAsync(HttpContext http, StoreContext store, RequestTarget target)
    {
        var headers = http.Request.Headers;
        var (origin, method) = (headers.Origin.ToString(), headers.AccessControlRequestMethod.ToString());
        if (origin.Length == 0)
            throw new S3Exception(S3Errors.InvalidRequest, "Insufficient information. Origin request header needed.");
        if (method.Length == 0)
            throw new S3Exception(S3Errors.InvalidRequest, "Invalid Access-Control-Request-Method: null");
        var wanted = headers.AccessControlRequestHeaders.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (target.Bucket is null || store.Buckets.Find(target.Bucket)?.Cors?.Find(origin, method, wanted) is not { } rule)
            throw new S3Exception(S3Errors.AccessDenied, "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
        Write(http.Response.Headers, rule, origin, method);
        if (wanted.Length > 0)
            http.Response.Headers.AccessControlAllowHeaders = string.Join(", ", wanted.Select(name => name.ToLowerInvariant()));
        if (rule.MaxAge is { } age)
            http.Response.Headers.AccessControlMaxAge = age.ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    public static void Allow(HttpContext http, StoreContext store, RequestTarget target)
    {
        if (http.Request.Headers.Origin.ToString() is { Length: > 0 } origin && target.Bucket is not null && store.Buckets.Find(target.Bucket)?.Cors is { } cors
            && cors.Find(origin, http.Request.Headers.AccessControlRequestMethod.ToString() is { Length: > 0 } asked ? asked : http.Request.Method, []) is { } rule)
            Write(http.Response.Headers, rule, origin, http.Request.Method);
    }

    private static void Write(IHeaderDictionary headers, CorsRule rule, string origin, string method)
    {
        var everybody = rule.Origins.Contains("*");
        headers.AccessControlAllowOrigin = everybody ? "*" : origin;
        headers.AccessControlAllowMethods = everybody && rule.Methods.Length == 1 ? method : string.Join(", ", rule.Methods);
        if (!everybody)
            headers.AccessControlAllowCredentials = "true";
        headers.Vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
        if (!rule.Exposed.IsEmpty)
            headers.AccessControlExposeHeaders = string.Join(", ", rule.Exposed);
    }
}
