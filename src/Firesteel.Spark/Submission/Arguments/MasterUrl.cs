using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>The API's address as Spark writes it. Source: native-submission §1.3.</summary>
internal static class MasterUrl
{
    private const string Prefix = "k8s://";

    /// <returns>With prefix and scheme; a bare <c>host:port</c> means https.</returns>
    public static string Normalise(string master, SparkRelease release, ICollection<Problem> problems)
    {
        if (master.Length == 0 || master.StartsWith("local", StringComparison.Ordinal))
        {
            problems.Add(new(Location.Option("--master"), "Cluster deploy mode is not compatible with master \"local\"", "write k8s:// and the API's address"));
            return master;
        }

        if (!master.StartsWith(Prefix, StringComparison.Ordinal))
        {
            problems.Add(new(Location.Option("--master"), $"Master must either be yarn or start with {release.OtherMasters}", "write k8s:// and the API's address"));
            return master;
        }

        var address = master[Prefix.Length..];
        var scheme = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? address[..end] : null;
        if (scheme is null)
            return $"{Prefix}https://{address}";
        if (!scheme.Equals("https", StringComparison.OrdinalIgnoreCase) && !scheme.Equals("http", StringComparison.OrdinalIgnoreCase))
            problems.Add(new(Location.Option("--master"), $"Invalid Kubernetes master scheme: {scheme} found in URL: {address}", "use https or http"));
        return master;
    }
}
