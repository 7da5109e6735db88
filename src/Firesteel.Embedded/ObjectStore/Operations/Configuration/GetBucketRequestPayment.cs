using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

/// <summary>Nobody pays here, which S3 calls the owner.</summary>
internal sealed class GetBucketRequestPayment : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketRequestPayment", "GET", OperationScope.Bucket, "requestPayment");

    public async Task RunAsync(S3Call call)
    {
        _ = call.Bucket;
        call.Require("s3:GetBucketRequestPayment");
        using var answer = new XmlAnswer("RequestPaymentConfiguration");
        await call.AnswerAsync(answer.Text("Payer", "BucketOwner"));
    }
}
