using System.Xml.Linq;
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
        switch (Algorithm(document))
        {
            case "AES256":
                ObjectProtection.KeyOf(call.Store);
                break;
            case "aws:kms" or "aws:kms:dsse":
                throw new S3Exception(S3Errors.NotImplemented, "Encryption with a key management service is not implemented.");
            default:
                throw new S3Exception(S3Errors.MalformedXml);
        }

        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Encryption = document.Normalised() });
        await call.DoneAsync();
    }

    private static string? Algorithm(XElement document) =>
        document.Name.LocalName == "ServerSideEncryptionConfiguration" && document.Each("Rule").ToList() is [var rule]
            ? rule.Child("ApplyServerSideEncryptionByDefault")?.Text("SSEAlgorithm")
            : null;
}
