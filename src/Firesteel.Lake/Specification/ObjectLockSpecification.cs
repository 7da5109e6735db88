namespace Firesteel.Lake.Specification;

/// <summary>Object lock; with a mode, every new version is kept for so many days by default.</summary>
public sealed record ObjectLockSpecification(RetentionMode? Mode, int? Days)
{
    public override string ToString() => Mode is null ? "on, no default retention" : $"{Mode.ToString()!.ToUpperInvariant()} {Days} days";
}
