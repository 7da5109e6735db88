using System.Globalization;
using Firesteel.Embedded.ObjectStore.Catalog;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>The condition keys of policies that a request has values for. Source: IAM's global keys and S3's own.</summary>
internal sealed class RequestConditions(S3Call call, ObjectVersion? existing)
{
    private const string ExistingTag = "s3:existingobjecttag/", RequestTag = "s3:requestobjecttag/";

    public IReadOnlyList<string>? Values(string key)
    {
        if (key.StartsWith(ExistingTag, StringComparison.Ordinal))
            return existing?.Tags.Where(tag => tag.Key == key[ExistingTag.Length..]).Select(tag => tag.Value).ToArray();
        if (key.StartsWith(RequestTag, StringComparison.Ordinal))
            return call.RequestTags?.Where(tag => tag.Key == key[RequestTag.Length..]).Select(tag => tag.Value).ToArray();
        if (key == "s3:requestobjecttagkeys")
            return call.RequestTags?.Select(tag => tag.Key).ToArray();
        return One(key) is { } value ? [value] : null;
    }

    private string? One(string key) => key switch
    {
        "aws:sourceip" => call.Http.Connection.RemoteIpAddress?.ToString(),
        "aws:securetransport" => call.Http.Request.IsHttps ? "true" : "false",
        "aws:referer" => call.Header("Referer"),
        "aws:useragent" => call.Header("User-Agent"),
        "aws:currenttime" => call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "aws:epochtime" => call.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "aws:username" => call.Caller.User,
        "aws:userid" => call.Caller.AccessKey,
        "aws:principaltype" => call.Caller.IsAnonymous ? "Anonymous" : call.Caller.IsAccountOwner ? "Account" : "User",
        "aws:principalaccount" => call.Caller.Account?.Id,
        "s3:authtype" => call.Authentication.Type is { Length: > 0 } type ? type : null,
        "s3:signatureversion" => call.Caller.IsAnonymous ? null : "AWS4-HMAC-SHA256",
        "s3:signatureage" => call.Authentication.SignedAt is { } at ? ((long)(call.Now - at).TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null,
        "s3:prefix" => call.AssumedPrefix ?? call.Query["prefix"],
        "s3:delimiter" => call.Query["delimiter"],
        "s3:max-keys" => call.Query["max-keys"],
        "s3:versionid" => call.Query["versionId"],
        "s3:tlsversion" => call.Http.Request.IsHttps ? "1.3" : null,
        "s3:object-lock-mode" => call.Header("x-amz-object-lock-mode"),
        "s3:object-lock-legal-hold" => call.Header("x-amz-object-lock-legal-hold"),
        "s3:object-lock-retain-until-date" => call.Header("x-amz-object-lock-retain-until-date"),
        _ when key.StartsWith("s3:x-amz-", StringComparison.Ordinal) => CopySource(call.Header(key["s3:".Length..]), key),
        _ => null,
    };

    /// <summary>Policies name the source without a leading slash and decoded, however the client wrote it.</summary>
    private static string? CopySource(string? value, string key) =>
        key == "s3:x-amz-copy-source" && value is not null ? (UriEncoding.Decode(value, false) ?? value).TrimStart('/').Split("?versionId=")[0] : value;
}
