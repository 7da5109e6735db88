using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Objects;

namespace Firesteel.Embedded.ObjectStore.Operations.Locking;

internal sealed class GetObjectLegalHold : IOperation
{
    public OperationRoute Route { get; } = new("GetObjectLegalHold", "GET", OperationScope.Object, "legal-hold");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var version = ObjectLookup.Get(call, bucket, "s3:GetObjectLegalHold");
        if (bucket.Configuration.Lock is null)
            throw new S3Exception(S3Errors.InvalidRequest, "Bucket is missing Object Lock Configuration");
        var hold = version.LegalHold ?? throw new S3Exception(S3Errors.NoSuchObjectLockConfiguration);
        using var answer = new XmlAnswer("LegalHold");
        await call.AnswerAsync(answer.Text("Status", hold ? "ON" : "OFF"));
    }
}
