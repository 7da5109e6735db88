using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class HeadObject : IOperation
{
    public OperationRoute Route { get; } = new("HeadObject", "HEAD", OperationScope.Object);

    public Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var version = ObjectLookup.Get(call, bucket, "s3:GetObject");
        ObjectAnswer.CheckPart(call, version);
        ObjectProtection.Open(call, version.Encryption);
        ObjectAnswer.Head(call, bucket, version);
        return Task.CompletedTask;
    }
}
