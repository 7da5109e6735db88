using System.Globalization;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>Finds out who sent a request: Signature Version 4 in the header or in the query, or nobody.</summary>
internal static class Authenticator
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string Refused = "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <exception cref="S3Exception">Not who it says it is.</exception>
    public static Authentication Authenticate(HttpRequest request, RequestTarget target, StoreContext store)
    {
        if (request.Headers.TryGetValue("Authorization", out var values) && values.ToString() is { Length: > 0 } authorization)
            return ByHeader(request, target, store, authorization);
        if (target.Query["X-Amz-Algorithm"] is { } algorithm)
            return algorithm == Signature.Algorithm ? ByQuery(request, target, store) : throw new S3Exception(S3Errors.InvalidRequest, Refused);
        if (target.Query.Has("X-Amz-Signature") || target.Query.Has("X-Amz-Credential"))
            throw new S3Exception(S3Errors.AuthorizationQueryParametersError);
        if (target.Query.Has("Signature") && target.Query.Has("AWSAccessKeyId"))
            throw new S3Exception(S3Errors.InvalidRequest, Refused);
        var payload = request.Headers["x-amz-content-sha256"].ToString();
        return Authentication.Anonymous(payload == "STREAMING-UNSIGNED-PAYLOAD-TRAILER" ? new(PayloadKind.ChunksWithTrailer) : SignedPayload.Unsigned);
    }

    private static Authentication ByHeader(HttpRequest request, RequestTarget target, StoreContext store, string authorization)
    {
        if (!authorization.StartsWith(Signature.Algorithm, StringComparison.Ordinal))
        {
            throw authorization.StartsWith("AWS ", StringComparison.Ordinal) || authorization.StartsWith("AWS4", StringComparison.Ordinal)
                ? new S3Exception(S3Errors.InvalidRequest, Refused)
                : new S3Exception(S3Errors.InvalidArgument, "Unsupported Authorization Type");
        }

        string? credential = null, signedHeaders = null, signature = null;
        foreach (var part in authorization[Signature.Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=');
            switch (equals < 0 ? part : part[..equals])
            {
                case "Credential": credential = part[(equals + 1)..]; break;
                case "SignedHeaders": signedHeaders = part[(equals + 1)..]; break;
                case "Signature": signature = part[(equals + 1)..]; break;
            }
        }

        if (credential is null || signedHeaders is null || signature is null || CredentialScope.Parse(credential) is not { } scope)
            throw new S3Exception(S3Errors.AuthorizationHeaderMalformed);
        var at = DateOf(request) ?? throw new S3Exception(S3Errors.AccessDenied, "AWS authentication requires a valid Date or x-amz-date header");
        Check(scope, store, at, S3Errors.AuthorizationHeaderMalformed);
        if ((store.Time.GetUtcNow() - at).Duration() > Skew)
            throw TooSkewed(store, at);

        var payload = request.Headers["x-amz-content-sha256"].ToString();
        if (payload.Length == 0)
        {
            if (request.ContentLength > 0)
                throw new S3Exception(S3Errors.MissingSecurityHeader, "Missing required header for this request: x-amz-content-sha256");
            payload = Signature.EmptyHash;
        }

        var kind = KindOf(payload);
        var (caller, secret) = Find(store, scope);
        var key = store.SigningKeys.For(secret, scope);
        Verify(request, target, key, at, scope, signedHeaders, signature, payload, null);
        return new(
            caller,
            new(kind, kind == PayloadKind.Hashed ? payload.ToLowerInvariant() : null, signature, key, at.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture), scope.Text),
            "REST-HEADER", at);
    }

    private static Authentication ByQuery(HttpRequest request, RequestTarget target, StoreContext store)
    {
        var query = target.Query;
        if (query["X-Amz-Credential"] is not { } credential || query["X-Amz-Signature"] is not { } signature || query["X-Amz-SignedHeaders"] is not { } signedHeaders
            || query["X-Amz-Date"] is not { } date || query["X-Amz-Expires"] is not { } expires)
            throw new S3Exception(S3Errors.AuthorizationQueryParametersError, "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        if (CredentialScope.Parse(credential) is not { } scope)
            throw new S3Exception(S3Errors.AuthorizationQueryParametersError, "Error parsing the X-Amz-Credential parameter");
        if (!DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            throw new S3Exception(S3Errors.AuthorizationQueryParametersError, "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        if (!long.TryParse(expires, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            throw new S3Exception(S3Errors.AuthorizationQueryParametersError, "X-Amz-Expires should be a number");
        // These two are refused as AWS refuses them, but with the status that clients read as "not allowed".
        if (seconds is < 1 or > 604800)
            throw new S3Exception(S3Errors.AuthorizationQueryParametersError with { Status = 403 }, "X-Amz-Expires must be between 1 and 604800 seconds");
        Check(scope, store, at, S3Errors.AuthorizationQueryParametersError);
        var now = store.Time.GetUtcNow();
        if (at - now > Skew)
            throw new S3Exception(S3Errors.AccessDenied, "Request is not valid yet");
        if (now > at.AddSeconds(seconds))
            throw new S3Exception(S3Errors.AccessDenied, "Request has expired");

        var payload = request.Headers["x-amz-content-sha256"].ToString() is { Length: > 0 } header ? header : query["X-Amz-Content-Sha256"] ?? "UNSIGNED-PAYLOAD";
        var kind = KindOf(payload);
        var (caller, secret) = Find(store, scope);
        var key = store.SigningKeys.For(secret, scope);
        Verify(request, target, key, at, scope, signedHeaders, signature, payload, "X-Amz-Signature");
        return new(caller, new(kind, kind == PayloadKind.Hashed ? payload.ToLowerInvariant() : null, signature, key, date, scope.Text), "REST-QUERY-STRING", at);
    }

    private static void Verify(
        HttpRequest request, RequestTarget target, byte[] key, DateTimeOffset at, CredentialScope scope, string signedHeaders, string signature, string payload, string? except)
    {
        var names = signedHeaders.Split(';');
        if (!names.Contains("host"))
            throw new S3Exception(S3Errors.AuthorizationHeaderMalformed, "The host header is not among the signed headers.");
        foreach (var (name, _) in request.Headers)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !names.Contains(name.ToLowerInvariant())
                && !(except is not null && name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase)))
                throw new S3Exception(S3Errors.AccessDenied, "There were headers present in the request which were not signed", ("HeadersNotSigned", name.ToLowerInvariant()));
        }

        var date = at.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
        var query = target.Query.Canonical(except);
        var canonicalPath = UriEncoding.Decode(target.Path, plusIsSpace: false) is { } decoded ? UriEncoding.Encode(decoded, keepSlash: true) : target.Path;
        var expected = Signature.OfRequest(key, date, scope.Text, request.Method, canonicalPath, query, request.Headers, names, payload);
        if (Signature.Same(expected, signature))
            return;
        // Some clients sign the path exactly as they send it, which is not always how S3 would encode it.
        if (canonicalPath != target.Path && Signature.Same(Signature.OfRequest(key, date, scope.Text, request.Method, target.Path, query, request.Headers, names, payload), signature))
            return;
        throw new S3Exception(S3Errors.SignatureDoesNotMatch);
    }

    private static (Caller Caller, string Secret) Find(StoreContext store, CredentialScope scope) =>
        store.Users.Find(scope.AccessKey, store.Time.GetUtcNow()) ?? throw new S3Exception(S3Errors.InvalidAccessKeyId, null, ("AWSAccessKeyId", scope.AccessKey));

    private static void Check(CredentialScope scope, StoreContext store, DateTimeOffset at, S3ErrorCode code)
    {
        var region = store.Options.Region;
        if (scope.Region != region)
        {
            throw new S3Exception(code, $"The authorization header is malformed; the region '{scope.Region}' is wrong; expecting '{region}'", ("Region", region))
            {
                Headers = [("x-amz-bucket-region", region)],
            };
        }

        if (scope.Service != "s3")
            throw new S3Exception(code, $"The authorization header is malformed; incorrect service \"{scope.Service}\". This endpoint belongs to \"s3\".");
        if (scope.Date != at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture))
            throw new S3Exception(code, "The authorization header is malformed; the date of the credential is not the date of the request.");
    }

    private static DateTimeOffset? DateOf(HttpRequest request)
    {
        if (request.Headers["x-amz-date"].ToString() is { Length: > 0 } amz)
        {
            return DateTimeOffset.TryParseExact(amz, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact
                : DateTimeOffset.TryParseExact(amz, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var rfc) ? rfc : null;
        }

        return DateTimeOffset.TryParse(request.Headers.Date.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    private static PayloadKind KindOf(string payload) => payload switch
    {
        "UNSIGNED-PAYLOAD" => PayloadKind.Unsigned,
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => PayloadKind.SignedChunks,
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => PayloadKind.SignedChunksWithTrailer,
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => PayloadKind.ChunksWithTrailer,
        { Length: 64 } when payload.All(char.IsAsciiHexDigit) => PayloadKind.Hashed,
        _ when payload.StartsWith("STREAMING-", StringComparison.Ordinal) => throw new S3Exception(S3Errors.NotImplemented, $"The payload signing {payload} is not supported."),
        _ => throw new S3Exception(S3Errors.InvalidArgument, "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, or a valid sha256 value."),
    };

    private static S3Exception TooSkewed(StoreContext store, DateTimeOffset at) => new(
        S3Errors.RequestTimeTooSkewed, null,
        ("RequestTime", at.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture)),
        ("ServerTime", store.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("MaxAllowedSkewMilliseconds", "900000"));
}
