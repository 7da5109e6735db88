using System.Diagnostics.Metrics;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle;

namespace Firesteel.Operator.Metrics;

/// <summary>All that the operator counts. Names are kubeflow's where it has one, so that dashboards go on working.</summary>
public sealed class OperatorInstruments : IDisposable
{
    public const string MeterName = "Firesteel.Operator";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _seen, _submitted, _refused, _succeeded, _failed;
    private readonly UpDownCounter<long> _running;
    private readonly Histogram<double> _start, _successTime, _failureTime;

    public OperatorInstruments()
    {
        _seen = _meter.CreateCounter<long>("spark_application_count", "{application}", "Applications that were taken up");
        _submitted = _meter.CreateCounter<long>("spark_application_submit_count", "{submission}", "Submissions");
        _refused = _meter.CreateCounter<long>("spark_application_failed_submission_count", "{submission}", "Submissions that the API refused");
        _succeeded = _meter.CreateCounter<long>("spark_application_success_count", "{application}", "Runs that succeeded");
        _failed = _meter.CreateCounter<long>("spark_application_failure_count", "{application}", "Runs that failed");
        _running = _meter.CreateUpDownCounter<long>("spark_application_running_count", "{application}", "Applications whose driver runs");
        _start = _meter.CreateHistogram<double>("spark_application_start_latency_seconds", "s", "From submission to a running driver");
        _successTime = _meter.CreateHistogram<double>("spark_application_success_execution_time_seconds", "s", "From submission to success");
        _failureTime = _meter.CreateHistogram<double>("spark_application_failure_execution_time_seconds", "s", "From submission to failure");
    }

    public void StateChanged(ObservedApplication seen, SparkApplicationStatus status)
    {
        var tag = new KeyValuePair<string, object?>("namespace", seen.Application.Namespace);
        var (before, after) = (seen.Status.State, status.State);
        var elapsed = (seen.Now - (status.LastSubmissionAttemptTime ?? seen.Now)).TotalSeconds;
        if (before == ApplicationState.New)
            _seen.Add(1, tag);
        if (before == ApplicationState.Running)
            _running.Add(-1, tag);
        switch (after)
        {
            case ApplicationState.Submitted when before is not (ApplicationState.Running or ApplicationState.Unknown):
                _submitted.Add(1, tag);
                break;
            case ApplicationState.SubmissionFailed:
                _refused.Add(1, tag);
                break;
            case ApplicationState.Running:
                _running.Add(1, tag);
                _start.Record(elapsed, tag);
                break;
            case ApplicationState.Succeeding:
                _succeeded.Add(1, tag);
                _successTime.Record(elapsed, tag);
                break;
            case ApplicationState.Failing:
                _failed.Add(1, tag);
                _failureTime.Record(elapsed, tag);
                break;
        }
    }

    public void Dispose() => _meter.Dispose();
}
