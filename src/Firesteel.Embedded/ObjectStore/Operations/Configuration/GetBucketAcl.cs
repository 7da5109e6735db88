using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class GetBucketAcl : IOperation
{
    public OperationRoute Route { get; } = new("GetBucketAcl", "GET", OperationScope.Bucket, "acl");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:GetBucketAcl");
        using var answer = new XmlAnswer("AccessControlPolicy");
        AclXml.Write(answer, bucket.Acl, call.Store.Users);
        await call.AnswerAsync(answer);
    }
}
