using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

/// <summary>Never configured.</summary>
internal sealed class GetBucketReplication : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketReplication", "GET", OperationScope.Bucket, "replication");

    public Task RunAsync(S3Call call)
    {
        _ = call.Bucket;
        call.Require("s3:GetReplicationConfiguration");
        throw new S3Exception(S3Errors.ReplicationNotFound);
    }
}
