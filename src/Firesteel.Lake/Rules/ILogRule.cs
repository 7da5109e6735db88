namespace Firesteel.Lake.Rules;

/// <summary>Looks at one line of a log, an event or an error message.</summary>
public interface ILogRule : ILakeRule
{
    IEnumerable<Finding> Check(LogLine line);
}
