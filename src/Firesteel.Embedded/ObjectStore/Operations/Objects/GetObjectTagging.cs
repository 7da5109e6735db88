using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class GetObjectTagging : IOperation
{
    public OperationRoute Route { get; } = new("GetObjectTagging", "GET", OperationScope.Object, "tagging");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var version = ObjectLookup.Get(call, bucket, "s3:GetObjectTagging");
        ObjectHeaders.WriteVersion(call, version, bucket);
        using var answer = TagDocument.Write(version.Tags);
        await call.AnswerAsync(answer);
    }
}
