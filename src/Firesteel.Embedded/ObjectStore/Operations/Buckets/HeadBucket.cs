using System.Globalization;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Buckets;

internal sealed class HeadBucket : IOperation
{
    public OperationRoute Route { get; } = new("HeadBucket", "HEAD", OperationScope.Bucket);

    public Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:ListBucket");
        call.Answer("x-amz-bucket-region", call.Store.Options.Region);
        call.Answer("x-rgw-object-count", bucket.Versions.ToString(CultureInfo.InvariantCulture));
        call.Answer("x-rgw-bytes-used", bucket.Bytes.ToString(CultureInfo.InvariantCulture));
        return call.DoneAsync();
    }
}
