using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class PutObjectAcl : IOperation
{
    public OperationRoute Route { get; } = new("PutObjectAcl", "PUT", OperationScope.Object, "acl");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var existing = ObjectLookup.Get(call, bucket, "s3:PutObjectAcl");
        var document = await call.DocumentAsync();
        if (!bucket.HasAcls)
            throw new S3Exception(S3Errors.AccessControlListNotSupported);
        var acl = ObjectHeaders.Acl(call, bucket, existing.Owner)
            ?? (document.Length > 0 ? AclXml.Read(XmlReading.Parse(document), existing.Owner, call.Store.Users) : throw new S3Exception(S3Errors.MissingSecurityHeader));
        if (acl.IsPublic && bucket.Configuration.PublicAccess is { BlockPublicAcls: true })
            throw new S3Exception(S3Errors.AccessDenied);
        var version = await call.Store.Objects.UpdateAsync(bucket, call.Key, call.VersionId, found => ObjectLookup.Existing(found, call.VersionId) with { Acl = acl });
        ObjectHeaders.WriteVersion(call, version, bucket);
        await call.DoneAsync();
    }
}
