using System.Text;
using Firesteel.Embedded.ObjectStore.Disk;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Objects;
using Firesteel.Embedded.ObjectStore.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Firesteel.Embedded.ObjectStore.Operations.Forms;

/// <summary>An upload by a browser's form: the fields take the place of headers, and the policy that of their signature.</summary>
internal static class PostObject
{
    private const int LongestField = 64 * 1024, MostFields = 200;

    public static bool Is(HttpRequest request, RequestTarget target) =>
        HttpMethods.IsPost(request.Method) && target is { Bucket: not null, Key: null } && !target.Query.Has("delete")
        && (request.ContentType ?? "").StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    public static async Task RunAsync(HttpContext http, StoreContext store, RequestTarget target, string requestId)
    {
        var stop = http.RequestAborted;
        try
        {
            var boundary = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
            if (string.IsNullOrEmpty(boundary))
                throw new S3Exception(S3Errors.MalformedPostRequest);
            var reader = new MultipartReader(boundary, http.Request.Body, 64 * 1024) { HeadersLengthLimit = LongestField };
            var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadNextSectionAsync(stop) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
                    throw new S3Exception(S3Errors.MalformedPostRequest);
                if (name.Equals("file", StringComparison.OrdinalIgnoreCase))
                {
                    var fileName = HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "";
                    await StoreAsync(http, store, target, requestId, fields, Path.GetFileName(fileName.Replace('\\', '/')), section.Body);
                    return;
                }

                if (fields.Count >= MostFields)
                    throw new S3Exception(S3Errors.MalformedPostRequest);
                fields[name] = await FieldAsync(section.Body, stop);
            }

            throw new S3Exception(S3Errors.InvalidArgument, "POST requires exactly one file upload per request.");
        }
        catch (IOException broken) when (broken is not DamagedBlobException && !DiskSpace.IsFull(broken))
        {
            throw new S3Exception(S3Errors.MalformedPostRequest);
        }
        catch (InvalidDataException)
        {
            throw new S3Exception(S3Errors.MalformedPostRequest);
        }
    }

    private static async Task<string> FieldAsync(Stream body, CancellationToken stop)
    {
        var buffer = new byte[LongestField + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
        return length <= LongestField ? Encoding.UTF8.GetString(buffer, 0, length) : throw new S3Exception(S3Errors.MaxMessageLengthExceeded);
    }

    private static async Task StoreAsync(
        HttpContext http, StoreContext store, RequestTarget target, string requestId, Dictionary<string, string> fields, string fileName, Stream file)
    {
        if (!fields.TryGetValue("key", out var key) || key.Length == 0)
            throw new S3Exception(S3Errors.InvalidArgument, "Bucket POST must contain a field named 'key'. If it is specified, please check the order of the fields.");
        key = key.Replace("${filename}", fileName, StringComparison.Ordinal);
        if (Encoding.UTF8.GetByteCount(key) > 1024 || key.Contains('\0'))
            throw new S3Exception(S3Errors.KeyTooLong);
        fields["key"] = key;
        var authentication = FormSignature.Verify(fields, store);
        var lengths = (Least: 0L, Most: PutObject.Largest);
        if (fields.TryGetValue("policy", out var encoded))
        {
            var json = new byte[encoded.Length];
            if (!Convert.TryFromBase64String(encoded, json, out var length))
                throw new S3Exception(S3Errors.InvalidPolicyDocument);
            var policy = PostPolicy.Parse(json[..length], store.Time.GetUtcNow());
            policy.Check(target.Bucket!, fields);
            lengths = (policy.Length.Least, Math.Min(policy.Length.Most, PutObject.Largest));
        }

        AsHeaders(http.Request.Headers, fields);
        var call = new S3Call(http, store, target with { Key = key }, authentication, requestId);
        var bucket = call.Bucket;
        var draft = ObjectHeaders.Draft(call, bucket, key);
        if (fields.TryGetValue("tagging", out var tagging))
        {
            draft = draft with { Tags = TagDocument.Read(XmlReading.Parse(Encoding.UTF8.GetBytes(tagging)), TagDocument.MostOfObject) };
            call.RequestTags = draft.Tags;
        }

        call.Require("s3:PutObject", key);
        PutObject.RequireFurther(call, draft);
        draft = draft with { Encryption = ObjectProtection.Choose(call, bucket) };
        var blobs = ObjectProtection.Open(call, draft.Encryption);
        using var body = RequestBody.OfForm(file, http.Request, store.Md5);
        await using var blob = blobs.Create(null);
        var digests = await body.ReadAsync(blob.WriteAsync, lengths.Most, null, call.Stop);
        if (digests.Length < lengths.Least)
            throw new S3Exception(S3Errors.EntityTooSmall);
        var batch = new IndexBatch();
        var sealedBlob = await blob.SealAsync(batch);
        var version = await store.Objects.PublishAsync(
            bucket, draft with { Size = digests.Length, ETag = blobs.ETagOf(digests.Md5), Checksum = digests.Checksum, Blobs = digests.Length == 0 ? [] : [sealedBlob] }, batch);
        call.Answer("ETag", $"\"{version.ETag}\"");
        ObjectHeaders.WriteNewVersion(call, version);
        ObjectProtection.Answer(call, version.Encryption);
        ObjectHeaders.WriteChecksum(call, version.Checksum);
        await AnswerAsync(call, fields, bucket.Name, key, version.ETag);
    }

    /// <summary>What a form says in fields, a plain upload says in headers of the same names.</summary>
    private static void AsHeaders(IHeaderDictionary headers, Dictionary<string, string> fields)
    {
        headers.Remove("Content-Type");
        headers.Remove("Content-MD5");
        foreach (var (name, value) in fields)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Cache-Control", StringComparison.OrdinalIgnoreCase) || name.Equals("Expires", StringComparison.OrdinalIgnoreCase))
                headers[name] = value;
        }

        if (fields.TryGetValue("acl", out var acl))
            headers["x-amz-acl"] = acl;
    }

    private static async Task AnswerAsync(S3Call call, Dictionary<string, string> fields, string bucket, string key, string etag)
    {
        var location = $"{call.Http.Request.Scheme}://{call.Http.Request.Host}/{bucket}/{UriEncoding.Encode(key, true)}";
        call.Answer("Location", location);
        if ((fields.GetValueOrDefault("success_action_redirect") ?? fields.GetValueOrDefault("redirect")) is { Length: > 0 } redirect && Uri.TryCreate(redirect, UriKind.Absolute, out var to) && to.Scheme is "http" or "https")
        {
            var separator = redirect.Contains('?') ? '&' : '?';
            call.Answer("Location", $"{redirect}{separator}bucket={UriEncoding.Encode(bucket, false)}&key={UriEncoding.Encode(key, false)}&etag={UriEncoding.Encode($"\"{etag}\"", false)}");
            await call.DoneAsync(303);
            return;
        }

        switch (fields.GetValueOrDefault("success_action_status"))
        {
            case "200":
                await call.DoneAsync();
                break;
            case "201":
                using (var answer = new XmlAnswer("PostResponse", withNamespace: false))
                    await call.AnswerAsync(answer.Text("Location", location).Text("Bucket", bucket).Text("Key", key).Text("ETag", $"\"{etag}\""), 201);
                break;
            default:
                await call.DoneAsync(204);
                break;
        }
    }
}
