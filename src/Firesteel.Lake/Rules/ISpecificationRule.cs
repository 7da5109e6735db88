using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules;

/// <summary>Looks at a lake's description.</summary>
public interface ISpecificationRule : ILakeRule
{
    IEnumerable<Finding> Check(LakeSpecification lake);
}
