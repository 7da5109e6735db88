using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>How objects of a bucket are encrypted whose request says nothing.</summary>
/// <param name="KeyName">Null: the store's own key.</param>
internal sealed record BucketDefault(string? KeyName)
{
    public static BucketDefault Parse(string xml) => Parse(XElement.Parse(xml));

    /// <exception cref="S3Exception">Not such a document, or a kind that the store does not have.</exception>
    public static BucketDefault Parse(XElement document)
    {
        var chosen = document.Name.LocalName == "ServerSideEncryptionConfiguration" && document.Each("Rule").ToList() is [var rule] ? rule.Child("ApplyServerSideEncryptionByDefault") : null;
        return chosen?.Text("SSEAlgorithm") switch
        {
            "AES256" => chosen.Child("KMSMasterKeyID") is null ? new BucketDefault(KeyName: null) : throw new S3Exception(S3Errors.InvalidArgument, "KMSMasterKeyID belongs to aws:kms."),
            ObjectProtection.Named => new BucketDefault(ObjectProtection.Name(chosen.Text("KMSMasterKeyID"))),
            ObjectProtection.NamedTwice => throw new S3Exception(S3Errors.NotImplemented, "Encryption in two layers is not implemented."),
            _ => throw new S3Exception(S3Errors.MalformedXml),
        };
    }
}
