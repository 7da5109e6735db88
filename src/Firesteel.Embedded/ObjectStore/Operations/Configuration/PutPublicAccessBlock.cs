using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutPublicAccessBlock : IOperation
{
    public OperationRoute Route { get; } = new("PutPublicAccessBlock", "PUT", OperationScope.Bucket, "publicAccessBlock");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketPublicAccessBlock");
        var document = await call.XmlAsync();
        if (document.Name.LocalName != "PublicAccessBlockConfiguration")
            throw new S3Exception(S3Errors.MalformedXml);
        bool Is(string name) => string.Equals(document.Text(name), "true", StringComparison.OrdinalIgnoreCase);
        var block = new PublicAccessBlock(Is("BlockPublicAcls"), Is("IgnorePublicAcls"), Is("BlockPublicPolicy"), Is("RestrictPublicBuckets"));
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { PublicAccess = block });
        await call.DoneAsync(200);
    }
}
