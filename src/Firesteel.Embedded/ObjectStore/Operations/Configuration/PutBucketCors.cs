using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutBucketCors : IOperation
{
    public OperationRoute Route { get; } = new("PutBucketCors", "PUT", OperationScope.Bucket, "cors");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketCORS");
        var document = await call.XmlAsync();
        CorsRules.Parse(document);
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Cors = document.Normalised() });
        await call.DoneAsync(200);
    }
}
