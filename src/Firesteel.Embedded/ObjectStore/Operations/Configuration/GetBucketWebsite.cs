using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

/// <summary>Never configured.</summary>
internal sealed class GetBucketWebsite : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketWebsite", "GET", OperationScope.Bucket, "website");

    public Task RunAsync(S3Call call)
    {
        _ = call.Bucket;
        call.Require("s3:GetBucketWebsite");
        throw new S3Exception(S3Errors.NoSuchWebsiteConfiguration);
    }
}
