using System.Collections.Immutable;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Runtimes;
using Firesteel.Kube.Problems;

namespace Firesteel.Cli.Platform;

/// <summary>How an embedded platform is to run.</summary>
/// <param name="Port">Of the Kubernetes API; 0 takes a free one.</param>
/// <param name="Kubeconfig">Where the kubeconfig is written.</param>
/// <param name="Operator">False leaves SparkApplications to an operator that is installed with Helm.</param>
/// <param name="Simulate">Pods only play their phases.</param>
/// <param name="StorePort">Of the object store; 0 takes a free one, null leaves the store out.</param>
/// <param name="HistoryPort">Of the history server, which needs the store; 0 takes a free one, null leaves it out.</param>
/// <param name="Images">Further images, <c>NAME=spark:VERSION</c>, <c>NAME=firesteel</c> or <c>NAME=host</c>.</param>
public sealed record PlatformOptions(
    PlatformPaths Paths,
    int Port,
    string Kubeconfig,
    ImmutableArray<SparkRuntime> Runtimes,
    bool Operator = true,
    bool Simulate = false,
    int? StorePort = null,
    int? HistoryPort = null,
    ImmutableArray<string> Images = default)
{
    /// <summary>Everything that is wrong with the options, at once.</summary>
    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var (option, port) in new (string, int?)[] { ("--port", Port), ("--store-port", StorePort), ("--history-port", HistoryPort) })
        {
            if (port is < 0 or > 65535)
                problems.Add(new(Location.Option(option), $"{port} is no port", "choose one between 1 and 65535, or 0 for a free one"));
        }

        if (HistoryPort is not null && StorePort is null)
            problems.Add(new(Location.Option("--no-store"), "the history server reads event logs from the store", "add --no-history, or leave the store in"));
        if (Directory.Exists(Kubeconfig))
            problems.Add(new(Location.Option("--kubeconfig"), $"{Kubeconfig} is a directory", "name a file"));
        problems.AddRange(ImageRules().Problems);
        return problems.ToImmutable();
    }

    public (ImmutableArray<ImageRule> Rules, ImmutableArray<Problem> Problems) ImageRules()
    {
        var parsed = (Images.IsDefault ? [] : Images).Select(ImageRule.Parse).ToList();
        return ([.. parsed.Select(image => image.Rule).OfType<ImageRule>()], [.. parsed.Select(image => image.Problem).OfType<Problem>()]);
    }
}
