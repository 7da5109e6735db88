using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>The name becomes a label and part of service names, so it must be a DNS-1035 label.</summary>
internal sealed partial class NameIsALabel : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        if (!Label().IsMatch(application.Name))
            yield return new(Location.Field("metadata.name"), $"{application.Name} is no DNS label", "use small letters, digits and dashes, begin with a letter, at most 63 characters");
    }

    [GeneratedRegex("^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex Label();
}
