using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Signing;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>One authenticated request on its way through an operation.</summary>
internal sealed class S3Call(HttpContext http, StoreContext store, RequestTarget target, Authentication authentication, string requestId)
{
    private const int LargestDocument = 8 << 20;

    public HttpContext Http { get; } = http;

    public StoreContext Store { get; } = store;

    public RequestTarget Target { get; } = target;

    public Authentication Authentication { get; } = authentication;

    public string RequestId { get; } = requestId;

    public Caller Caller => Authentication.Caller;

    public QueryParameters Query => Target.Query;

    public CancellationToken Stop => Http.RequestAborted;

    public DateTimeOffset Now { get; } = store.Time.GetUtcNow();

    /// <summary>Of object operations.</summary>
    public string Key => Target.Key!;

    /// <summary>The version asked for; null: the newest.</summary>
    public string? VersionId => Query["versionId"] switch
    {
        "" => throw new S3Exception(S3Errors.InvalidArgument, "Version id cannot be the empty string"),
        null or "null" => Query["versionId"],
        var id => ObjectVersion.SequenceOf(id) is not null ? id : throw new S3Exception(S3Errors.InvalidArgument, "Invalid version id specified"),
    };

    /// <summary>Tags that the request brings; null when it brings none.</summary>
    public ImmutableArray<KeyValuePair<string, string>>? RequestTags { get; set; }

    /// <summary>The bucket asked for.</summary>
    /// <exception cref="S3Exception">There is none.</exception>
    public Bucket Bucket => field ??= BucketNamed(Target.Bucket!);

    public Bucket BucketNamed(string name) =>
        Store.Buckets.Find(name) ?? throw new S3Exception(BucketNames.IsValid(name, strict: false) ? S3Errors.NoSuchBucket : S3Errors.InvalidBucketName, null, ("BucketName", name));

    public string? Header(string name) => Http.Request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;

    public void Answer(string header, string? value)
    {
        if (value is not null)
            Http.Response.Headers[header] = value;
    }

    /// <exception cref="S3Exception">Not allowed.</exception>
    public void Require(string action, string? key = null, ObjectVersion? existing = null)
    {
        if (!May(action, key, existing))
            throw new S3Exception(S3Errors.AccessDenied);
    }

    public bool May(string action, string? key = null, ObjectVersion? existing = null) => Authorization.Allows(this, Bucket, action, key, existing);

    /// <summary>Whether the caller may learn that a key is not there: who may list it may.</summary>
    public bool MayKnow(string key)
    {
        AssumedPrefix = key;
        var may = May("s3:ListBucket");
        AssumedPrefix = null;
        return may;
    }

    /// <summary>Stands for the <c>prefix</c> parameter while a listing is only imagined.</summary>
    public string? AssumedPrefix { get; private set; }

    public RequestBody Body() => RequestBody.Of(Http.Request, Authentication.Payload, Store.Md5);

    /// <summary>The whole request document, its digests checked.</summary>
    public async Task<byte[]> DocumentAsync()
    {
        using var body = Body();
        return await body.ReadAllAsync(LargestDocument, Stop);
    }

    /// <summary>The request document where checksum headers speak of the object, not of the document.</summary>
    public async Task<byte[]> BodyWithoutObjectChecksumAsync()
    {
        using var body = RequestBody.Of(Http.Request, Authentication.Payload, Store.Md5, checksums: false);
        return await body.ReadAllAsync(LargestDocument, Stop);
    }

    public async Task<XElement> XmlAsync() => XmlReading.Parse(await DocumentAsync());

    public Task AnswerAsync(XmlAnswer answer, int status = 200) => AnswerAsync(answer.Finish(), "application/xml", status);

    public async Task AnswerAsync(ReadOnlyMemory<byte> body, string type, int status = 200)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = type;
        Http.Response.ContentLength = body.Length;
        await Http.Response.BodyWriter.WriteAsync(body, Stop);
    }

    public Task DoneAsync(int status = 200)
    {
        Http.Response.StatusCode = status;
        if (status != 204)
            Http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>RFC 1123, whole seconds.</summary>
    public static string HttpDate(DateTimeOffset time) => time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}
