namespace Firesteel.Lake.Rules;

/// <summary>One way in which Spark on S3 goes wrong. A rule looks at whatever it can: it implements one or more of the interfaces below.</summary>
public interface ILakeRule
{
    RuleInfo Info { get; }
}
