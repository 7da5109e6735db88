namespace Firesteel.Lake.Specification;

public enum RetentionMode
{
    /// <summary>Whoever has the bypass right may delete early.</summary>
    Governance,

    /// <summary>Nobody may, not even root, until the time is over.</summary>
    Compliance,
}
