using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Buckets;

internal sealed class CreateBucket : IOperation
{
    public OperationRoute Route { get; } = new("CreateBucket", "PUT", OperationScope.Bucket);

    public async Task RunAsync(S3Call call)
    {
        var name = call.Target.Bucket!;
        if (call.Caller.IsAnonymous || !Authorization.AllowsCreation(call, name, "s3:CreateBucket"))
            throw new S3Exception(S3Errors.AccessDenied);
        if (!BucketNames.IsValid(name))
            throw new S3Exception(S3Errors.InvalidBucketName, null, ("BucketName", name));
        var document = await call.DocumentAsync();
        if (document.Length > 0)
            CheckLocation(XmlReading.Parse(document), call.Store.Options.Region);

        var owner = call.Caller.Account!.Id;
        var locked = call.Header("x-amz-bucket-object-lock-enabled") is { } asked
            && (bool.TryParse(asked, out var yes) ? yes : throw new S3Exception(S3Errors.InvalidArgument, "x-amz-bucket-object-lock-enabled must be true or false"));
        var ownership = call.Header("x-amz-object-ownership");
        if (ownership is not null && !OwnershipNames.Contains(ownership))
            throw new S3Exception(S3Errors.InvalidArgument);
        var acl = AclXml.FromHeaders(call, owner, owner);
        if (acl is not null && ownership == "BucketOwnerEnforced" && call.Header("x-amz-acl") != "private")
            throw new S3Exception(S3Errors.InvalidRequest with { Name = "InvalidBucketAclWithObjectOwnership" }, "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        var (bucket, created) = await call.Store.Buckets.CreateAsync(new()
        {
            Name = name,
            Id = 0,
            Owner = owner,
            Created = call.Now,
            Lock = locked ? new() : null,
            Versioning = locked ? Versioning.Enabled : Versioning.Never,
            Ownership = ownership,
            Acl = ownership == "BucketOwnerEnforced" ? null : acl,
        });
        // In us-east-1 S3 answers a repeated creation with success; what asks for something else is refused.
        var again = bucket.Owner == owner && call.Store.Options.Region == "us-east-1";
        if (!created && again && (bucket.Configuration.Lock is not null != locked || bucket.Configuration.Ownership != ownership || !SameAcl(bucket.Acl, acl ?? AccessControlList.Private(owner))))
            throw new S3Exception(S3Errors.BucketAlreadyExists, null, ("BucketName", name));
        if (!created && !again)
            throw new S3Exception(bucket.Owner == owner ? S3Errors.BucketAlreadyOwnedByYou : S3Errors.BucketAlreadyExists, null, ("BucketName", name));
        call.Answer("Location", "/" + name);
        await call.DoneAsync();
    }

    internal static readonly string[] OwnershipNames = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"];

    private static bool SameAcl(AccessControlList a, AccessControlList b) => a.Owner == b.Owner && a.Grants.SequenceEqual(b.Grants);

    private static void CheckLocation(XElement root, string region)
    {
        if (root.Name.LocalName != "CreateBucketConfiguration")
            throw new S3Exception(S3Errors.MalformedXml);
        if (root.Text("LocationConstraint") is { Length: > 0 } location && location != region)
            throw new S3Exception(S3Errors.IllegalLocationConstraint, $"The {location} location constraint is incompatible for the region specific endpoint this request was sent to.");
    }
}
