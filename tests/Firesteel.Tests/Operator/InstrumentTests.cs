using Firesteel.Kube.Client;
using Firesteel.Operator.Metrics;

namespace Firesteel.Tests.Operator;

public sealed class InstrumentTests
{
    [Fact]
    public async Task A_run_that_is_retried_fails_once()
    {
        using var text = new PrometheusText(nameof(A_run_that_is_retried_fails_once));
        using var world = new SimulatedOperator("  restartPolicy: {type: OnFailure, onFailureRetries: 1, onFailureRetryInterval: 1}", meter: nameof(A_run_that_is_retried_fails_once));
        for (var run = 0; run < 2; run++)
        {
            await world.ReconcileAsync();
            world.Clock.Advance(TimeSpan.FromSeconds(7));
            world.DriverIs("Running");
            await world.ReconcileAsync();
            world.DriverIs("Failed", 1, "Error");
            await world.ReconcileAsync();
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.ReconcileAsync();
            world.Cluster.Vanish(SimulatedOperator.Driver);
        }

        var lines = text.Render().Split('\n');
        lines.ShouldContain("spark_application_count{namespace=\"jobs\"} 1");
        lines.ShouldContain("spark_application_submit_count{namespace=\"jobs\"} 2");
        lines.ShouldContain("spark_application_failure_count{namespace=\"jobs\"} 1");
        lines.ShouldContain("spark_application_submit_latency_seconds_count{namespace=\"jobs\"} 1");
        lines.ShouldContain("spark_application_start_latency_seconds_sum{namespace=\"jobs\"} 7");
        lines.ShouldContain("spark_application_failed_submission_count 0");
    }

    [Fact]
    public async Task A_refused_submission_is_no_submission()
    {
        using var text = new PrometheusText(nameof(A_refused_submission_is_no_submission));
        using var world = new SimulatedOperator(meter: nameof(A_refused_submission_is_no_submission));
        world.Cluster.Trouble = (verb, after) =>
        {
            if (verb == "create" && !after)
                throw new KubeException(403, "Forbidden", "exceeded quota");
        };
        await world.ReconcileAsync();
        var lines = text.Render().Split('\n');
        lines.ShouldContain("spark_application_submit_count 0");
        lines.ShouldContain("spark_application_failed_submission_count{namespace=\"jobs\"} 1");
        lines.ShouldContain("spark_application_failure_count{namespace=\"jobs\"} 1");
    }

    [Fact]
    public void What_runs_is_counted_when_somebody_asks()
    {
        using var text = new PrometheusText(nameof(What_runs_is_counted_when_somebody_asks));
        using var instruments = new OperatorInstruments(nameof(What_runs_is_counted_when_somebody_asks));
        List<string> running = ["a", "a", "b"];
        instruments.Follow(() => running, () => []);
        text.Render().Split('\n').ShouldContain("spark_application_running_count{namespace=\"a\"} 2");
        running.RemoveAll(name => name == "a");
        var lines = text.Render().Split('\n');
        lines.ShouldContain("spark_application_running_count{namespace=\"b\"} 1");
        lines.ShouldNotContain(line => line.Contains("namespace=\"a\""));
        lines.ShouldContain("spark_executor_running_count 0");
    }
}
