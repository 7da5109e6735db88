using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetBucketVersioning : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketVersioning", "GET", OperationScope.Bucket, "versioning");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketVersioning");
        using var answer = new XmlAnswer("VersioningConfiguration");
        if (bucket.Configuration.Versioning != Versioning.Never)
            answer.Text("Status", bucket.Configuration.Versioning.ToString());
        await call.AnswerAsync(answer);
    }
}
