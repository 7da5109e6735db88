using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules;

/// <summary>Looks at Spark's configuration: a manifest, a properties file, a script, a daemon's options.</summary>
public interface IConfigurationRule : ILakeRule
{
    IEnumerable<Finding> Check(SparkConfiguration configuration);
}
