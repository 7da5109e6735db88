using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Buckets;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutOwnershipControls : IOperation
{
    public OperationRoute Route { get; } = new("PutOwnershipControls", "PUT", OperationScope.Bucket, "ownershipControls");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketOwnershipControls");
        var ownership = (await call.XmlAsync()).Child("Rule")?.Text("ObjectOwnership");
        if (ownership is null || !CreateBucket.OwnershipNames.Contains(ownership))
            throw new S3Exception(S3Errors.MalformedXml);
        if (ownership == "BucketOwnerEnforced" && bucket.Acl.Grants.Any(grant => grant.Grantee != bucket.Owner))
            throw new S3Exception(S3Errors.InvalidRequest with { Name = "InvalidBucketAclWithObjectOwnership" }, "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Ownership = ownership });
        await call.DoneAsync(200);
    }
}
