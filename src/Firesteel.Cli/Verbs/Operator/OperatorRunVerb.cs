using System.CommandLine;
using System.Runtime.InteropServices;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Client;
using Firesteel.Kube.Configuration;
using Firesteel.Operator;
using Firesteel.Operator.Hosting;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Schedule;
using Firesteel.Spark.Translation;
using Microsoft.Extensions.Logging;

namespace Firesteel.Cli.Verbs.Operator;

/// <summary><c>firesteel operator run</c>: the operator in this process, in a pod or anywhere with a kubeconfig.</summary>
internal sealed class OperatorRunVerb
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "Kubeconfig; without it KUBECONFIG, ~/.kube/config, then the pod's service account." };
    private readonly Option<string?> _context = new("--context") { Description = "Context of the kubeconfig." };
    private readonly Option<string[]> _namespaces = new("--namespace", "-n") { Description = "Watch this namespace (repeatable); without it all." };
    private readonly Option<int> _workers = new("--workers") { Description = "Applications worked on at once.", DefaultValueFactory = _ => 10 };
    private readonly Option<int?> _port = new("--port") { Description = "Serve /metrics, /healthz and /readyz on this port, of the address in POD_IP, else of loopback." };
    private readonly Option<bool> _lead = new("--leader-elect") { Description = "Work only while holding a lease." };
    private readonly Option<string?> _leaseNamespace = new("--lease-namespace") { Description = "Namespace of the lease; by default the operator's own." };
    private readonly Option<string?> _master = new("--driver-master") { Description = "The API's address as drivers see it; by default the operator's own when it runs in a pod, else https://kubernetes.default.svc." };
    private readonly Option<bool> _noUi = new("--no-ui-service") { Description = "Make no services for the drivers' web UIs." };
    private readonly OperatorUiOptions _ui = new();
    private readonly Option<string?> _scheduler = new("--default-batch-scheduler") { Description = "Batch scheduler of applications that name no scheduler." };
    private readonly Option<string[]> _coschedulers = new("--kube-scheduler-names") { Description = "Names of schedulers with the coscheduling plugin (repeatable, or with commas): applications that name one get a PodGroup." };
    private readonly Option<int?> _timeToLive = new("--default-time-to-live-seconds") { Description = "Delete applications so long after their end that set no timeToLiveSeconds; without it they stay." };
    private readonly Option<bool> _noBudgets = new("--no-driver-pdb") { Description = "Make no disruption budgets for drivers, whatever applications ask for." };
    private readonly Option<RunNamePrecision> _precision = new("--run-name-precision") { Description = "Unit of the time in the names of scheduled runs: nanos, micros, millis, seconds or minutes.", DefaultValueFactory = _ => RunNamePrecision.Nanos };
    private readonly Option<LogLevel> _level = new("--log-level") { Description = "Least level that is logged.", DefaultValueFactory = _ => LogLevel.Information };
    private readonly Option<bool> _json = new("--log-json") { Description = "Log as JSON lines." };

    public Command Build(Terminal terminal)
    {
        var command = new Command("run", "Run the operator until it is told to stop.") { _kubeconfig, _context, _namespaces, _workers, _port, _lead, _leaseNamespace, _master, _noUi, _scheduler, _coschedulers, _timeToLive, _noBudgets, _precision, _level, _json };
        _ui.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var configuration = KubeConfiguration.Load(parsed.GetValue(_kubeconfig), parsed.GetValue(_context));
            using var loggers = LoggerFactory.Create(log => Configure(log, parsed.GetValue(_level), parsed.GetValue(_json)));
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                ending.Cancel();
            });
            using var http = configuration.CreateHttpClient();
            var client = new KubeClient(http, terminal.Time, loggers.CreateLogger<KubeClient>());
            await OperatorHost.RunAsync(client, Options(parsed, configuration, terminal.Environment("POD_IP")), terminal.Time, loggers, ending.Token);
            return stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
        });
        return command;
    }

    private OperatorOptions Options(ParseResult parsed, KubeConfiguration configuration, string? podAddress) => new()
    {
        Namespaces = [.. parsed.GetValue(_namespaces) ?? []],
        Workers = parsed.GetValue(_workers),
        Listen = parsed.GetValue(_port) is { } port ? $"http://{(podAddress is { Length: > 0 } ? podAddress : "127.0.0.1")}:{port}" : null,
        RunNamePrecision = parsed.GetValue(_precision),
        LeaderElection = parsed.GetValue(_lead),
        LeaseNamespace = parsed.GetValue(_leaseNamespace) ?? configuration.Namespace,
        Lifecycle = new LifecycleSettings
        {
            Master = parsed.GetValue(_master) ?? (InCluster.IsPresent(KubeEnvironment.Process) ? configuration.Server.AbsoluteUri.TrimEnd('/') : SubmissionTarget.InCluster),
            UiService = !parsed.GetValue(_noUi),
            Ingress = _ui.Read(parsed),
            DefaultBatchScheduler = parsed.GetValue(_scheduler),
            Coschedulers = [.. (parsed.GetValue(_coschedulers) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
            DefaultTimeToLive = parsed.GetValue(_timeToLive) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
            DisruptionBudgets = !parsed.GetValue(_noBudgets),
        },
    };

    private static void Configure(ILoggingBuilder log, LogLevel level, bool json)
    {
        log.SetMinimumLevel(level);
        log.AddFilter("Microsoft", LogLevel.Warning);
        if (json)
            log.AddJsonConsole();
        else
            log.AddSimpleConsole(console => console.SingleLine = true);
    }
}
