using Firesteel.Embedded.ObjectStore.Disk;
using Firesteel.Embedded.ObjectStore.Operations;
using Firesteel.Embedded.ObjectStore.Operations.Forms;
using Firesteel.Embedded.ObjectStore.Storage;
using Firesteel.Embedded.ObjectStore.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>Every request comes in here: who, which operation, and how its failure is told.</summary>
internal sealed class S3Front(StoreContext store)
{
    private readonly AdminApi _admin = new(store);

    public async Task HandleAsync(HttpContext http)
    {
        var began = store.Time.GetTimestamp();
        var requestId = Guid.NewGuid().ToString("n")[..16].ToUpperInvariant();
        http.Response.Headers["x-amz-request-id"] = requestId;
        http.Response.Headers["x-amz-id-2"] = requestId;
        http.Response.Headers.Server = "Firesteel";
        store.Metrics.Begin();
        var operation = "Front";
        try
        {
            operation = await ServeAsync(http, requestId);
        }
        catch (S3Exception refused)
        {
            await FailAsync(http, requestId, refused);
        }
        catch (BadHttpRequestException bad)
        {
            await FailAsync(http, requestId, new(S3Errors.InvalidRequest with { Status = bad.StatusCode }, bad.Message));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
        }
        catch (DamagedBlobException damaged)
        {
            store.Metrics.Damaged();
            store.Log.Damaged(requestId, damaged.Message);
            await FailAsync(http, requestId, new(S3Errors.InternalError, "The stored bytes are damaged."));
        }
        catch (IOException full) when (DiskSpace.IsFull(full))
        {
            await FailAsync(http, requestId, new(S3Errors.StorageFull));
        }
        catch (Exception failed)
        {
            if (!http.RequestAborted.IsCancellationRequested)
                store.Log.Failed(failed, requestId, operation);
            await FailAsync(http, requestId, new(S3Errors.InternalError));
        }

        store.Metrics.End(operation, http.Response.StatusCode, store.Time.GetElapsedTime(began));
    }

    private async Task<string> ServeAsync(HttpContext http, string requestId)
    {
        var request = http.Request;
        if (await HealthEndpoint.TryAnswerAsync(http, store))
            return "Health";
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = RequestTarget.Parse(raw, request.Host.Value ?? "", store.Options.Domains);
        if (target is { Bucket: BucketNames.Reserved, Key: not null } && target.Key.StartsWith(AdminApi.Root, StringComparison.Ordinal))
        {
            await _admin.HandleAsync(new(http, store, target, Authenticator.Authenticate(request, target, store), requestId));
            return "Admin";
        }

        if (HttpMethods.IsOptions(request.Method))
        {
            await CrossOrigin.PreflightAsync(http, store, target);
            return "Preflight";
        }

        CrossOrigin.Allow(http, store, target);
        if (PostObject.Is(request, target))
        {
            await PostObject.RunAsync(http, store, target, requestId);
            return "PostObject";
        }

        var call = new S3Call(http, store, target, Authenticator.Authenticate(request, target, store), requestId);
        var scope = target.Bucket is null ? OperationScope.Service : target.Key is null ? OperationScope.Bucket : OperationScope.Object;
        var operation = OperationTable.Find(request.Method, scope, target.Query, request.Headers);
        if (target.Key is not null && System.Text.Encoding.UTF8.GetByteCount(target.Key) > 1024)
            throw new S3Exception(S3Errors.KeyTooLong);
        if (target.Bucket is not null && call.Header("x-amz-expected-bucket-owner") is { } expected && call.Bucket.Owner != expected)
            throw new S3Exception(S3Errors.AccessDenied);
        try
        {
            await operation.RunAsync(call);
        }
        catch (S3Exception refused) when (target.Key is not null && refused.Details.Count == 0 && refused.Code == S3Errors.NoSuchKey)
        {
            throw new S3Exception(refused.Code, refused.Message, ("Key", target.Key)) { Headers = refused.Headers };
        }

        return operation.Route.Name;
    }

    private async Task FailAsync(HttpContext http, string requestId, S3Exception refused)
    {
        if (http.Response.HasStarted)
        {
            http.Abort(); // The status is out; only a broken connection still says that the body is not whole.
            return;
        }

        var response = http.Response;
        // A client that waits for leave to send its body may send it or not after this answer; nobody could tell the body from a next request.
        if (http.Request.Headers.Expect.Count > 0)
            response.Headers.Connection = "close";
        response.Headers.ContentLength = null;
        response.StatusCode = refused.Code.Status;
        foreach (var (name, value) in refused.Headers)
            response.Headers[name] = value;
        if (refused.Code.Status == 304)
            return;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            response.ContentLength = 0;
            return;
        }

        using var answer = new XmlAnswer("Error", withNamespace: false);
        answer.Text("Code", refused.Code.Name).Text("Message", refused.Message);
        foreach (var (name, value) in refused.Details)
            answer.Text(name, value);
        answer.Text("Resource", http.Request.Path.Value ?? "/").Text("RequestId", requestId).Text("HostId", requestId);
        var body = answer.Finish();
        response.ContentType = "application/xml";
        response.ContentLength = body.Length;
        try
        {
            await response.Body.WriteAsync(body, http.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // Nobody is left to be told.
        }
    }
}
