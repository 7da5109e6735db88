using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Objects;

namespace Firesteel.Embedded.ObjectStore.Operations.Locking;

internal sealed class PutObjectLegalHold : IOperation
{
    public OperationRoute Route { get; } = new("PutObjectLegalHold", "PUT", OperationScope.Object, "legal-hold");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        ObjectLookup.Get(call, bucket, "s3:PutObjectLegalHold");
        if (bucket.Configuration.Lock is null)
            throw new S3Exception(S3Errors.InvalidRequest, "Bucket is missing Object Lock Configuration");
        var document = await call.XmlAsync();
        var hold = document.Name.LocalName == "LegalHold" ? document.Text("Status") : null;
        if (hold is not ("ON" or "OFF"))
            throw new S3Exception(S3Errors.MalformedXml);
        var version = await call.Store.Objects.UpdateAsync(bucket, call.Key, call.VersionId, found => ObjectLookup.Existing(found, call.VersionId) with { LegalHold = hold == "ON" });
        ObjectHeaders.WriteVersion(call, version, bucket);
        await call.DoneAsync();
    }
}
