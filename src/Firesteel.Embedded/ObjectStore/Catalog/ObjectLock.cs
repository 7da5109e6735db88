namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Object lock of a bucket: once on, on for ever.</summary>
/// <param name="Mode">Default retention of new versions; null: none.</param>
/// <param name="Days">Of the default retention; or <paramref name="Years"/>.</param>
internal sealed record ObjectLock(LockMode? Mode = null, int? Days = null, int? Years = null)
{
    public Retention? DefaultFor(DateTimeOffset now) => Mode is null ? null : new(Mode.Value, Years is { } years ? now.AddYears(years) : now.AddDays(Days ?? 0));
}
