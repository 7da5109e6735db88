using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Planning;

/// <summary>How a quota is set on stores whose administration is not spoken here. Source: each store's own documentation.</summary>
internal static class QuotaAdvice
{
    public static string For(StoreKind kind, string bucket, long bytes) => kind switch
    {
        StoreKind.Aws => "AWS has no bucket quota: remove quota, and watch the bucket's size metric instead",
        StoreKind.CephRgw => $"run: radosgw-admin quota set --quota-scope=bucket --bucket={bucket} --max-size={bytes} && radosgw-admin quota enable --quota-scope=bucket --bucket={bucket}",
        StoreKind.SeaweedFs => $"run in weed shell: s3.bucket.quota -name={bucket} -op=set -sizeMB={bytes / (1024 * 1024)}",
        StoreKind.Garage => $"run: garage bucket set-quotas --max-size {bytes} {bucket}",
        _ => "set it with the store's own tool",
    };
}
