using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutBucketAcl : IOperation
{
    public OperationRoute Route { get; } = new("PutBucketAcl", "PUT", OperationScope.Bucket, "acl");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketAcl");
        var document = await call.DocumentAsync();
        if (!bucket.HasAcls)
            throw new S3Exception(S3Errors.AccessControlListNotSupported);
        var acl = AclXml.FromHeaders(call, bucket.Owner, bucket.Owner)
            ?? (document.Length > 0 ? AclXml.Read(XmlReading.Parse(document), bucket.Owner, call.Store.Users) : throw new S3Exception(S3Errors.MissingSecurityHeader));
        if (acl.IsPublic && bucket.Configuration.PublicAccess is { BlockPublicAcls: true })
            throw new S3Exception(S3Errors.AccessDenied);
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Acl = acl });
        await call.DoneAsync();
    }
}
