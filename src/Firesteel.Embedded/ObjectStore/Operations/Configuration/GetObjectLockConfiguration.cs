using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetObjectLockConfiguration : IOperation
{
    public OperationRoute Route { get; } = new("GetObjectLockConfiguration", "GET", OperationScope.Bucket, "object-lock");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketObjectLockConfiguration");
        using var answer = LockDocument.Write(bucket.Configuration.Lock ?? throw new S3Exception(S3Errors.ObjectLockConfigurationNotFound));
        await call.AnswerAsync(answer);
    }
}
