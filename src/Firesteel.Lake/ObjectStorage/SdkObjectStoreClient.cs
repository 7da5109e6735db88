using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Planning;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.ObjectStorage;

/// <summary>S3 through AWSSDK.S3.</summary>
public sealed partial class SdkObjectStoreClient : IObjectStoreClient
{
    private readonly AmazonS3Client _s3;

    public SdkObjectStoreClient(StoreSpecification store, StoreCredentials? credentials)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = EndpointText.Bare(store.Endpoint),
            ForcePathStyle = store.PathStyle,
            AuthenticationRegion = store.Region,
            UseHttp = store.Endpoint.Scheme == "http",
            HttpClientFactory = new LakeHttpClientFactory(store.CaFile),
            MaxErrorRetry = 3,
        };
        // The SDK's checksums in trailers are newer than some stores; those that are known to take them get them.
        if (store.Kind is StoreKind.CephRgw or StoreKind.SeaweedFs or StoreKind.Garage)
        {
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
            config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        }

        AWSCredentials keys = credentials switch
        {
            null => new AnonymousAWSCredentials(),
            { SessionToken: { } token } => new SessionAWSCredentials(credentials.AccessKey, credentials.SecretKey, token),
            _ => new BasicAWSCredentials(credentials.AccessKey, credentials.SecretKey),
        };
        _s3 = new AmazonS3Client(keys, config);
    }

    public void Dispose() => _s3.Dispose();

    public async Task<bool> BucketExistsAsync(string bucket, CancellationToken stop = default)
    {
        try
        {
            // A listing rather than HEAD: its refusal has a body that says why.
            await SdkErrors.Ask($"look for bucket {bucket}", () => _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 1 }, stop));
            return true;
        }
        catch (StoreException missing) when (missing.Code == "NoSuchBucket")
        {
            return false;
        }
    }

    public async Task CreateBucketAsync(string bucket, string region, bool objectLock, CancellationToken stop = default)
    {
        var request = new PutBucketRequest { BucketName = bucket, ObjectLockEnabledForBucket = objectLock };
        if (region != "us-east-1")
            request.PutBucketConfiguration = new PutBucketConfiguration { LocationConstraint = region };
        try
        {
            await SdkErrors.Ask($"create bucket {bucket}", () => _s3.PutBucketAsync(request, stop));
        }
        catch (StoreException mine) when (mine.Code == "BucketAlreadyOwnedByYou")
        {
            // Made meanwhile; what was asked for holds.
        }
    }

    public async Task<bool?> VersioningAsync(string bucket, CancellationToken stop = default)
    {
        var answer = await SdkErrors.Ask($"read versioning of {bucket}", () => _s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = bucket }, stop));
        return answer.VersioningConfig?.Status?.Value switch { "Enabled" => true, "Suspended" => false, _ => null };
    }

    public Task SetVersioningAsync(string bucket, bool enabled, CancellationToken stop = default) =>
        SdkErrors.Ask($"set versioning of {bucket}", () => _s3.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = bucket,
            VersioningConfig = new S3BucketVersioningConfig { Status = enabled ? VersionStatus.Enabled : VersionStatus.Suspended },
        }, stop));

    public async Task<ObjectLockSpecification?> ObjectLockAsync(string bucket, CancellationToken stop = default)
    {
        try
        {
            var answer = await SdkErrors.Ask($"read object lock of {bucket}", () => _s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = bucket }, stop));
            if (answer.ObjectLockConfiguration?.ObjectLockEnabled?.Value != "Enabled")
                return null;
            var retention = answer.ObjectLockConfiguration.Rule?.DefaultRetention;
            return retention?.Mode?.Value is not { Length: > 0 } mode ? new(null, null)
                : new(mode == "COMPLIANCE" ? RetentionMode.Compliance : RetentionMode.Governance, retention.Days is > 0 ? retention.Days : retention.Years * 365);
        }
        catch (StoreException none) when (none.Status is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented)
        {
            return null;
        }
    }

    public Task SetObjectLockAsync(string bucket, ObjectLockSpecification wanted, CancellationToken stop = default) =>
        SdkErrors.Ask($"set object lock of {bucket}", () => _s3.PutObjectLockConfigurationAsync(new PutObjectLockConfigurationRequest
        {
            BucketName = bucket,
            ObjectLockConfiguration = new ObjectLockConfiguration
            {
                ObjectLockEnabled = ObjectLockEnabled.Enabled,
                Rule = wanted.Mode is null ? null : new ObjectLockRule
                {
                    DefaultRetention = new DefaultRetention
                    {
                        Mode = wanted.Mode == RetentionMode.Compliance ? ObjectLockRetentionMode.Compliance : ObjectLockRetentionMode.Governance,
                        Days = wanted.Days,
                    },
                },
            },
        }, stop));

    public async Task<ImmutableArray<LifecycleRuleState>> LifecycleAsync(string bucket, CancellationToken stop = default) =>
        [.. (await AllRulesAsync(bucket, stop)).Where(IsOurs).Select(SdkLifecycle.State).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public async Task SetLifecycleAsync(string bucket, ImmutableArray<LifecycleRuleState> ours, CancellationToken stop = default)
    {
        List<LifecycleRule> rules = [.. (await AllRulesAsync(bucket, stop)).Where(rule => !IsOurs(rule)), .. ours.Select(SdkLifecycle.Rule)];
        await SdkErrors.Ask($"set lifecycle of {bucket}", () => rules.Count == 0
            ? _s3.DeleteLifecycleConfigurationAsync(new DeleteLifecycleConfigurationRequest { BucketName = bucket }, stop)
            : (Task)_s3.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest { BucketName = bucket, Configuration = new LifecycleConfiguration { Rules = rules } }, stop));
    }

    private static bool IsOurs(LifecycleRule rule) => rule.Id?.StartsWith(LifecycleRuleState.IdPrefix, StringComparison.Ordinal) == true;

    private async Task<List<LifecycleRule>> AllRulesAsync(string bucket, CancellationToken stop)
    {
        try
        {
            var answer = await SdkErrors.Ask($"read lifecycle of {bucket}", () => _s3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = bucket }, stop));
            return answer.Configuration?.Rules ?? [];
        }
        catch (StoreException none) when (none.Status is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented)
        {
            return [];
        }
    }

    public async Task<ImmutableArray<string>> ListBucketsAsync(CancellationToken stop = default) =>
        [.. ((await SdkErrors.Ask("list buckets", () => _s3.ListBucketsAsync(new ListBucketsRequest(), stop))).Buckets ?? []).Select(bucket => bucket.BucketName)];

    public async IAsyncEnumerable<ObjectEntry> ListAsync(string bucket, string prefix, bool directories, int pageSize = 1000, [EnumeratorCancellation] CancellationToken stop = default)
    {
        string? token = null;
        do
        {
            // Keys may hold characters that XML cannot: encoded they come through.
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, MaxKeys = pageSize, ContinuationToken = token, Delimiter = directories ? "/" : null, Encoding = EncodingType.Url };
            var page = await SdkErrors.Ask($"list s3://{bucket}/{prefix}", () => _s3.ListObjectsV2Async(request, stop));
            Func<string, string> decode = page.Encoding == EncodingType.Url ? text => WebUtility.UrlDecode(text) : text => text;
            var entries = (page.S3Objects ?? []).Select(found => new ObjectEntry(decode(found.Key), found.Size ?? 0, found.LastModified?.ToUniversalTime() ?? DateTime.UnixEpoch))
                .Concat((page.CommonPrefixes ?? []).Select(directory => new ObjectEntry(decode(directory), 0, null)));
            foreach (var entry in directories ? entries.OrderBy(entry => entry.Key, StringComparer.Ordinal) : entries)
                yield return entry;
            token = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (token is not null);
    }
}
