using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class HeadObject : IOperation
{
    public OperationRoute Route { get; } = new("HeadObject", "HEAD", OperationScope.Object);

    public Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        ObjectAnswer.Head(call, bucket, ObjectLookup.Get(call, bucket, "s3:GetObject"));
        return Task.CompletedTask;
    }
}
