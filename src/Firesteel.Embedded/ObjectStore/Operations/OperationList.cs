using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Operations.Buckets;
using Firesteel.Embedded.ObjectStore.Operations.Configuration;
using Firesteel.Embedded.ObjectStore.Operations.Listing;
using Firesteel.Embedded.ObjectStore.Operations.Locking;
using Firesteel.Embedded.ObjectStore.Operations.Multipart;
using Firesteel.Embedded.ObjectStore.Operations.Objects;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>Every operation of the store.</summary>
internal static class OperationList
{
    public static ImmutableArray<IOperation> All { get; } =
    [
        new CreateBucket(),
        new DeleteBucket(),
        new GetBucketLocation(),
        new HeadBucket(),
        new ListBuckets(),

        new DeleteBucketCors(),
        new DeleteBucketEncryption(),
        new DeleteBucketLifecycle(),
        new DeleteBucketPolicy(),
        new DeleteBucketTagging(),
        new DeleteOwnershipControls(),
        new DeletePublicAccessBlock(),
        new GetBucketAccelerate(),
        new GetBucketAcl(),
        new GetBucketCors(),
        new GetBucketEncryption(),
        new GetBucketLifecycle(),
        new GetBucketLogging(),
        new GetBucketNotification(),
        new GetBucketPolicy(),
        new GetBucketPolicyStatus(),
        new GetBucketReplication(),
        new GetBucketRequestPayment(),
        new GetBucketTagging(),
        new GetBucketVersioning(),
        new GetBucketWebsite(),
        new GetObjectLockConfiguration(),
        new GetOwnershipControls(),
        new GetPublicAccessBlock(),
        new PutBucketAcl(),
        new PutBucketCors(),
        new PutBucketEncryption(),
        new PutBucketLifecycle(),
        new PutBucketPolicy(),
        new PutBucketTagging(),
        new PutBucketVersioning(),
        new PutObjectLockConfiguration(),
        new PutOwnershipControls(),
        new PutPublicAccessBlock(),

        new ListMultipartUploads(),
        new ListObjectVersions(),
        new ListObjects(),
        new ListObjectsV2(),

        new CopyObject(),
        new DeleteObject(),
        new DeleteObjectTagging(),
        new DeleteObjects(),
        new GetObject(),
        new GetObjectAcl(),
        new GetObjectAttributes(),
        new GetObjectTagging(),
        new HeadObject(),
        new PutObject(),
        new PutObjectAcl(),
        new PutObjectTagging(),

        new GetObjectLegalHold(),
        new GetObjectRetention(),
        new PutObjectLegalHold(),
        new PutObjectRetention(),

        new AbortMultipartUpload(),
        new CompleteMultipartUpload(),
        new CreateMultipartUpload(),
        new ListParts(),
        new UploadPart(),
        new UploadPartCopy(),
    ];
}
