using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Objects;

namespace Firesteel.Embedded.ObjectStore.Operations.Locking;

internal sealed class GetObjectRetention : IOperation
{
    public OperationRoute Route { get; } = new("GetObjectRetention", "GET", OperationScope.Object, "retention");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var version = ObjectLookup.Get(call, bucket, "s3:GetObjectRetention");
        if (bucket.Configuration.Lock is null)
            throw new S3Exception(S3Errors.InvalidRequest, "Bucket is missing Object Lock Configuration");
        var retention = version.Retention ?? throw new S3Exception(S3Errors.NoSuchObjectLockConfiguration);
        using var answer = new XmlAnswer("Retention");
        await call.AnswerAsync(answer.Text("Mode", retention.Mode.Text()).Time("RetainUntilDate", retention.Until));
    }
}
