namespace Firesteel.Kube.Values;

/// <summary>The family of suffixes that a quantity is written with.</summary>
public enum QuantityFormat
{
    /// <summary><c>m</c>, <c>k</c>, <c>M</c>…</summary>
    DecimalSI,

    /// <summary><c>Ki</c>, <c>Mi</c>…</summary>
    BinarySI,

    /// <summary><c>e3</c>.</summary>
    DecimalExponent,
}
