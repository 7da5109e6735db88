namespace Firesteel.Lake.Rules;

/// <summary>Looks at what a live store answered.</summary>
public interface IProbeRule : ILakeRule
{
    IEnumerable<Finding> Check(ProbeResult probe);
}
