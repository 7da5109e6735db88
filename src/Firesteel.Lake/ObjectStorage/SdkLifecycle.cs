using Amazon.S3;
using Amazon.S3.Model;
using Firesteel.Lake.Planning;

namespace Firesteel.Lake.ObjectStorage;

/// <summary>A lifecycle rule there and back.</summary>
internal static class SdkLifecycle
{
    public static LifecycleRule Rule(LifecycleRuleState rule) => new()
    {
        Id = rule.Id,
        Status = LifecycleRuleStatus.Enabled,
        Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = rule.Prefix } },
        Expiration = rule.ExpireDays is { } days ? new LifecycleRuleExpiration { Days = days }
            : rule.ExpireDeleteMarkers ? new LifecycleRuleExpiration { ExpiredObjectDeleteMarker = true } : null,
        NoncurrentVersionExpiration = rule.NoncurrentDays is { } noncurrent ? new LifecycleRuleNoncurrentVersionExpiration { NoncurrentDays = noncurrent } : null,
        AbortIncompleteMultipartUpload = rule.AbortUploadsDays is { } abort ? new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = abort } : null,
    };

    public static LifecycleRuleState State(LifecycleRule rule) => new(
        rule.Id,
        rule.Filter?.LifecycleFilterPredicate is LifecyclePrefixPredicate filter ? filter.Prefix ?? "" : "",
        rule.Expiration?.Days is > 0 and var days ? days : null,
        rule.NoncurrentVersionExpiration?.NoncurrentDays is > 0 and var noncurrent ? noncurrent : null,
        rule.Expiration?.ExpiredObjectDeleteMarker == true,
        rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation is > 0 and var abort ? abort : null);
}
