using System.Diagnostics.Metrics;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle;

namespace Firesteel.Operator.Metrics;

/// <summary>
/// All that the operator counts. Names and meanings are kubeflow's where it has one, so that dashboards go on working: an application succeeds or fails
/// once, however often it is run again; latencies count from its creation and for its first attempt.
/// </summary>
public sealed class OperatorInstruments : IDisposable
{
    public const string MeterName = "Firesteel.Operator";

    private readonly Meter _meter;
    private readonly Counter<long> _seen, _submitted, _refused, _succeeded, _failed, _executorsSucceeded, _executorsFailed;
    private readonly Histogram<double> _submit, _start, _successTime, _failureTime;

    private Func<IEnumerable<string>> _runningApplications = () => [];
    private Func<IEnumerable<string>> _runningExecutors = () => [];

    /// <param name="name">Of the meter: whoever gathers goes by it.</param>
    public OperatorInstruments(string name = MeterName)
    {
        _meter = new(name);
        _seen = _meter.CreateCounter<long>("spark_application_count", "{application}", "Applications that were taken up");
        _submitted = _meter.CreateCounter<long>("spark_application_submit_count", "{submission}", "Submissions");
        _refused = _meter.CreateCounter<long>("spark_application_failed_submission_count", "{submission}", "Submissions that were refused");
        _succeeded = _meter.CreateCounter<long>("spark_application_success_count", "{application}", "Applications that completed");
        _failed = _meter.CreateCounter<long>("spark_application_failure_count", "{application}", "Applications that failed, after all retries");
        _executorsSucceeded = _meter.CreateCounter<long>("spark_executor_success_count", "{executor}", "Executors that completed");
        _executorsFailed = _meter.CreateCounter<long>("spark_executor_failure_count", "{executor}", "Executors that failed");
        _submit = _meter.CreateHistogram<double>("spark_application_submit_latency_seconds", "s", "From creation to the first submission");
        _start = _meter.CreateHistogram<double>("spark_application_start_latency_seconds", "s", "From creation to the first running driver");
        _successTime = _meter.CreateHistogram<double>("spark_application_success_execution_time_seconds", "s", "From the last submission to success");
        _meter.CreateObservableGauge("spark_application_running_count", () => Count(_runningApplications()), "{application}", "Applications whose driver runs");
        _meter.CreateObservableGauge("spark_executor_running_count", () => Count(_runningExecutors()), "{executor}", "Executors that run");
        _failureTime = _meter.CreateHistogram<double>("spark_application_failure_execution_time_seconds", "s", "From the last submission to failure");
    }

    /// <summary>What runs now is read when somebody asks: it is right after a restart too, and when an application is deleted while it runs.</summary>
    /// <param name="applications">Namespaces of the running applications, each as often as there are.</param>
    /// <param name="executors">The same of running executors.</param>
    public void Follow(Func<IEnumerable<string>> applications, Func<IEnumerable<string>> executors) => (_runningApplications, _runningExecutors) = (applications, executors);

    /// <summary>A status was written.</summary>
    public void Written(ObservedApplication seen, SparkApplicationStatus status)
    {
        var tag = new KeyValuePair<string, object?>("namespace", seen.Application.Namespace);
        var (before, after) = (seen.Status, status.State);
        var sinceCreation = DateTimeOffset.TryParse((string?)seen.Application.Object.Metadata?["creationTimestamp"], out var created) ? (seen.Now - created).TotalSeconds : 0;
        if (after == ApplicationState.Submitted && before.DriverInfo?.PodName is null && status.DriverInfo?.PodName is not null)
        {
            _submitted.Add(1, tag);
            if (status.SubmissionAttempts == 1)
                _submit.Record(sinceCreation, tag);
        }

        foreach (var (_, state) in status.ExecutorState.Where(executor => !before.ExecutorState.TryGetValue(executor.Key, out var known) || known != executor.Value))
        {
            if (state is ExecutorState.Completed or ExecutorState.Failed)
                (state == ExecutorState.Completed ? _executorsSucceeded : _executorsFailed).Add(1, tag);
        }

        if (before.State == ApplicationState.New && after != ApplicationState.New)
            _seen.Add(1, tag);
        if (before.State == after)
            return;
        var ran = ((status.TerminationTime ?? seen.Now) - (status.LastSubmissionAttemptTime ?? seen.Now)).TotalSeconds;
        switch (after)
        {
            case ApplicationState.SubmissionFailed:
                _refused.Add(1, tag);
                break;
            case ApplicationState.Running when status.ExecutionAttempts == 1 && before.State == ApplicationState.Submitted:
                _start.Record(sinceCreation, tag);
                break;
            case ApplicationState.Completed:
                _succeeded.Add(1, tag);
                _successTime.Record(ran, tag);
                break;
            case ApplicationState.Failed:
                _failed.Add(1, tag);
                _failureTime.Record(Math.Max(0, ran), tag);
                break;
        }
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Count(IEnumerable<string> namespaces) =>
        namespaces.CountBy(name => name).Select(entry => new Measurement<long>(entry.Value, new KeyValuePair<string, object?>("namespace", entry.Key)));
}
