using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules;

/// <summary>Holds Spark's configuration against the lake it shall work on.</summary>
public interface ILakeConfigurationRule : ILakeRule
{
    IEnumerable<Finding> Check(SparkConfiguration configuration, LakeSpecification lake);
}
