using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Multipart;

internal sealed class AbortMultipartUpload : IOperation
{
    public OperationRoute Route { get; } = new("AbortMultipartUpload", "DELETE", OperationScope.Object, "uploadId");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:AbortMultipartUpload", call.Key);
        await call.Store.Uploads.AbortAsync(bucket, call.Key, call.Query["uploadId"]!);
        await call.DoneAsync(204);
    }
}
