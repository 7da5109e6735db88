using System.Collections.Immutable;
using System.Text;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Planning;

/// <summary>A lifecycle rule of ours; rules of others (ids without <see cref="IdPrefix"/>) are never touched.</summary>
public sealed record LifecycleRuleState(string Id, string Prefix, int? ExpireDays = null, int? NoncurrentDays = null, bool ExpireDeleteMarkers = false, int? AbortUploadsDays = null)
{
    public const string IdPrefix = "firesteel-";

    /// <param name="storeAbortsUploads">The store cleans up uploads by itself and would not keep a rule that says so.</param>
    public static ImmutableArray<LifecycleRuleState> From(LifecycleSpecification lifecycle, bool storeAbortsUploads)
    {
        var rules = ImmutableArray.CreateBuilder<LifecycleRuleState>();
        if (lifecycle.AbortUploadsDays is { } abort && !storeAbortsUploads)
            rules.Add(new(IdPrefix + "abort-uploads", "", AbortUploadsDays: abort));
        if (lifecycle.NoncurrentDays is { } noncurrent)
            rules.Add(new(IdPrefix + "old-versions", "", NoncurrentDays: noncurrent));
        if (lifecycle.ExpireDeleteMarkers)
            rules.Add(new(IdPrefix + "lone-markers", "", ExpireDeleteMarkers: true));
        foreach (var expire in lifecycle.Expire)
            rules.Add(new($"{IdPrefix}expire-{expire.Prefix.Trim('/').Replace('/', '-')}", expire.Prefix, ExpireDays: expire.Days));
        return [.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }

    public override string ToString()
    {
        var text = new StringBuilder(Prefix.Length == 0 ? "everything" : Prefix);
        if (ExpireDays is not null)
            text.Append($": delete after {ExpireDays} days");
        if (NoncurrentDays is not null)
            text.Append($": delete old versions after {NoncurrentDays} days");
        if (ExpireDeleteMarkers)
            text.Append(": delete lone markers");
        if (AbortUploadsDays is not null)
            text.Append($": drop incomplete uploads after {AbortUploadsDays} days");
        return text.ToString();
    }
}
