using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Objects;

namespace Firesteel.Embedded.ObjectStore.Operations.Locking;

internal sealed class PutObjectRetention : IOperation
{
    public OperationRoute Route { get; } = new("PutObjectRetention", "PUT", OperationScope.Object, "retention");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        ObjectLookup.Get(call, bucket, "s3:PutObjectRetention");
        if (bucket.Configuration.Lock is null)
            throw new S3Exception(S3Errors.InvalidRequest, "Bucket is missing Object Lock Configuration");
        var document = await call.XmlAsync();
        if (document.Name.LocalName != "Retention")
            throw new S3Exception(S3Errors.MalformedXml);
        var retention = document.HasElements ? LockDocument.Retention(document.Text("Mode"), document.Text("RetainUntilDate"), S3Errors.MalformedXml) : null;
        if (retention is not null && retention.Until <= call.Now)
            throw new S3Exception(S3Errors.InvalidArgument, "The retain until date must be in the future!");
        var version = await call.Store.Objects.UpdateAsync(bucket, call.Key, call.VersionId, found =>
        {
            var existing = ObjectLookup.Existing(found, call.VersionId);
            LockGuard.Change(call, existing, retention);
            return existing with { Retention = retention };
        });
        ObjectHeaders.WriteVersion(call, version, bucket);
        await call.DoneAsync();
    }
}
