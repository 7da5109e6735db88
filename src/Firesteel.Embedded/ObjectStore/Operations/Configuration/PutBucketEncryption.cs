using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

/// <summary>From now on objects of the bucket are encrypted whose request says nothing.</summary>
internal sealed class PutBucketEncryption : IOperation
{
    public OperationRoute Route { get; } = new("PutBucketEncryption", "PUT", OperationScope.Bucket, "encryption");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutEncryptionConfiguration");
        var document = await call.XmlAsync();
        BucketDefault.Parse(document);
        ObjectProtection.KeyOf(call.Store);
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Encryption = document.Normalised() });
        await call.DoneAsync();
    }
}
