using System.Collections.Immutable;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Schedule;
using Firesteel.Spark.Translation;

namespace Firesteel.Operator;

/// <summary>How the operator runs. Checked at start, all problems at once.</summary>
public sealed record OperatorOptions
{
    /// <summary>Namespaces whose applications are run; none means all.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>Applications that are worked on at once.</summary>
    public int Workers { get; init; } = 10;

    public LifecycleSettings Lifecycle { get; init; } = new();

    /// <summary>Unit of the time in the names of scheduled runs.</summary>
    public RunNamePrecision RunNamePrecision { get; init; } = RunNamePrecision.Nanos;

    /// <summary>Where metrics and health are served, for instance <c>http://127.0.0.1:8080</c>; null serves nothing.</summary>
    public string? Listen { get; init; }

    /// <summary>With it, only one of several operators works at a time.</summary>
    public bool LeaderElection { get; init; }

    /// <summary>Namespace of the lease.</summary>
    public string LeaseNamespace { get; init; } = "default";

    public string LeaseName { get; init; } = "firesteel-operator";

    /// <summary>Different in every process; by default host and process.</summary>
    public string Identity { get; init; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (Workers < 1)
            problems.Add(new(Location.Option("--workers"), $"{Workers} workers do nothing", "use at least 1"));
        if (Listen is not null && !(Uri.TryCreate(Listen, UriKind.Absolute, out var address) && address.Scheme == "http"))
            problems.Add(new(Location.Option("--port"), $"{Listen} is no http address", "write for instance http://127.0.0.1:8080"));
        if (Lifecycle.Ingress.UrlFormat is { } format && IngressUrl.Of(format, "application", "namespace", "spark-0") is null)
            problems.Add(new(Location.Option("--ingress-url-format"), $"{format} is no URL", "write for instance https://spark.example.com/{{$appNamespace}}/{{$appName}}; the names are $appName, $appNamespace and $appId"));
        if (LeaderElection && LeaseNamespace.Length == 0)
            problems.Add(new(Location.Option("--lease-namespace"), "leader election needs a namespace for its lease", "name one"));
        return problems.ToImmutable();
    }
}
