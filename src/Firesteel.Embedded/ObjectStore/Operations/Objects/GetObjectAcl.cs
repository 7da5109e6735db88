using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class GetObjectAcl : IOperation
{
    public OperationRoute Route { get; } = new("GetObjectAcl", "GET", OperationScope.Object, "acl");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var version = ObjectLookup.Get(call, bucket, "s3:GetObjectAcl");
        ObjectHeaders.WriteVersion(call, version, bucket);
        using var answer = new XmlAnswer("AccessControlPolicy");
        AclXml.Write(answer, version.EffectiveAcl, call.Store.Users);
        await call.AnswerAsync(answer);
    }
}
