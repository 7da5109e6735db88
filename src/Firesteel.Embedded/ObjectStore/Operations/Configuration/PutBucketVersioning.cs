using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutBucketVersioning : IOperation
{
    public OperationRoute Route { get; } = new("PutBucketVersioning", "PUT", OperationScope.Bucket, "versioning");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketVersioning");
        var document = await call.XmlAsync();
        if (document.Name.LocalName != "VersioningConfiguration")
            throw new S3Exception(S3Errors.MalformedXml);
        var versioning = document.Text("Status") switch
        {
            "Enabled" => Versioning.Enabled,
            "Suspended" => Versioning.Suspended,
            _ => throw new S3Exception(S3Errors.MalformedXml),
        };
        if (versioning == Versioning.Suspended && bucket.Configuration.Lock is not null)
            throw new S3Exception(S3Errors.InvalidBucketState, "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Versioning = versioning });
        await call.DoneAsync(200);
    }
}
