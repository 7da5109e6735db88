using System.Diagnostics.Metrics;
using Firesteel.Operator.Metrics;

namespace Firesteel.Tests.Operator;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Counters_gauges_and_histograms_are_rendered()
    {
        using var text = new PrometheusText("test.meter");
        using var meter = new Meter("test.meter");
        using var other = new Meter("other.meter");
        meter.CreateCounter<long>("things", null, "Things").Add(2, new KeyValuePair<string, object?>("name.space", "a\"b"));
        var gauge = meter.CreateUpDownCounter<long>("running");
        gauge.Add(3);
        gauge.Add(-1);
        meter.CreateHistogram<double>("took", "s").Record(1.5);
        meter.CreateCounter<long>("silent");
        other.CreateCounter<long>("unseen").Add(1);
        var lines = text.Render().Split('\n');
        lines.ShouldContain("# HELP things Things");
        lines.ShouldContain("# TYPE things counter");
        lines.ShouldContain("things{name_space=\"a\\\"b\"} 2");
        lines.ShouldContain("running 2");
        lines.ShouldContain("took_bucket{le=\"1\"} 0");
        lines.ShouldContain("took_bucket{le=\"2\"} 1");
        lines.ShouldContain("took_bucket{le=\"+Inf\"} 1");
        lines.ShouldContain("took_count 1");
        lines.ShouldContain("silent 0");
        lines.ShouldNotContain(line => line.Contains("unseen"));
    }
}
