using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetBucketPolicyStatus : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketPolicyStatus", "GET", OperationScope.Bucket, "policyStatus");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketPolicyStatus");
        var blocked = bucket.Configuration.PublicAccess;
        var isPublic = (bucket.Policy is { IsPublic: true } && blocked is not { RestrictPublicBuckets: true })
            || (bucket.HasAcls && bucket.Acl.IsPublic && blocked is not { IgnorePublicAcls: true });
        using var answer = new XmlAnswer("PolicyStatus");
        await call.AnswerAsync(answer.Text("IsPublic", isPublic));
    }
}
