using System.Text;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Policies;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutBucketPolicy : IOperation
{
    public OperationRoute Route { get; } = new("PutBucketPolicy", "PUT", OperationScope.Bucket, "policy");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutBucketPolicy");
        PolicyDocument policy;
        try
        {
            policy = PolicyParser.Parse(Encoding.UTF8.GetString(await call.DocumentAsync()), bucket.Name);
        }
        catch (FormatException malformed)
        {
            throw new S3Exception(S3Errors.MalformedPolicy, malformed.Message);
        }

        if (policy.IsPublic && bucket.Configuration.PublicAccess is { BlockPublicPolicy: true })
            throw new S3Exception(S3Errors.AccessDenied, "Access Denied because the public access block of the bucket forbids public policies.");
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Policy = policy.Text });
        await call.DoneAsync(204);
    }
}
