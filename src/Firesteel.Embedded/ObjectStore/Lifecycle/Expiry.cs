using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Lifecycle;

/// <summary>When a rule takes effect.</summary>
internal static class Expiry
{
    /// <summary>S3 counts whole days from the next midnight; a shorter day of tests has no midnight.</summary>
    public static DateTimeOffset After(DateTimeOffset from, int days, TimeSpan day)
    {
        if (day != TimeSpan.FromDays(1))
            return from + (days * day);
        var due = from.AddDays(days);
        return due.TimeOfDay == TimeSpan.Zero ? due : new(due.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
    }

    /// <summary>When the newest version of an object expires, and by which rule.</summary>
    public static (DateTimeOffset At, LifecycleRule Rule)? Of(LifecycleRules rules, ObjectVersion version, TimeSpan day)
    {
        (DateTimeOffset At, LifecycleRule Rule)? first = null;
        foreach (var rule in rules.Rules)
        {
            if (version.IsDeleteMarker || !rule.Covers(version))
                continue;
            var at = rule.ExpirationDate ?? (rule.ExpirationDays is { } days ? After(version.Modified, days, day) : null);
            if (at is not null && (first is null || at < first.Value.At))
                first = (at.Value, rule);
        }

        return first;
    }

    /// <summary>The value of <c>x-amz-expiration</c>: in days of the calendar, also where tests let the sweeper count shorter ones.</summary>
    public static string? Header(LifecycleRules rules, ObjectVersion version) =>
        Of(rules, version, TimeSpan.FromDays(1)) is { } expiry ? $"expiry-date=\"{S3Call.HttpDate(expiry.At)}\", rule-id=\"{UriEncoding.Encode(expiry.Rule.Id, false)}\"" : null;
}
