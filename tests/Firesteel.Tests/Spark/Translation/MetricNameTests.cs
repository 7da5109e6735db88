using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Api;
using Firesteel.Spark.Translation;
using Firesteel.Tests.Spark.Api;

namespace Firesteel.Tests.Spark.Translation;

/// <summary>The exporter's default rules, against names as Spark 3.5 has them in JMX.</summary>
public sealed class MetricNameTests
{
    [Theory]
    [InlineData("driver.BlockManager.memory.memUsed_MB, type=gauges><>Value", "spark_driver_BlockManager.memory.memUsed_MB", "GAUGE")]
    [InlineData("driver.DAGScheduler.job.allJobs, type=gauges><>Value", "spark_driver_DAGScheduler.job.allJobs", "GAUGE")]
    [InlineData("driver.jvm.heap.used, type=gauges><>Value", "spark_driver_jvm.heap.used", "GAUGE")]
    [InlineData("driver.DAGScheduler.messageProcessingTime, type=timers><>Count", "spark_driver_DAGScheduler.messageProcessingTime_count", "COUNTER")]
    [InlineData("driver.LiveListenerBus.queue.appStatus.size, type=gauges><>Value", "spark_driver_LiveListenerBus.queue.appStatus.size", "GAUGE")]
    [InlineData("driver.spark.streaming.a1b2.inputRate-total, type=gauges><>Value", "spark_structured_streaming_driver_inputRate-total", "GAUGE")]
    [InlineData("driver.App.StreamingMetrics.streaming.waitingBatches, type=gauges><>Value", "spark_streaming_driver_waitingBatches", "GAUGE")]
    [InlineData("1.executor.filesystem.file.read_ops, type=gauges><>Value", "spark_executor_filesystem.file.read_ops", "GAUGE")]
    [InlineData("1.executor.runTime, type=counters><>Count", "spark_executor_runTime_count", "COUNTER")]
    [InlineData("12.jvm.heap.used, type=gauges><>Value", "spark_executor_jvm.heap.used", "GAUGE")]
    [InlineData("2.CodeGenerator.compilationTime, type=histograms><>Count", "spark_executor_CodeGenerator.compilationTime_count", "COUNTER")]
    public void Metrics_have_the_names_that_dashboards_know(string jmx, string name, string type)
    {
        foreach (var rule in Rules())
        {
            // As the exporter does: the first rule that is found in the text.
            if (Regex.Match($"metrics<name=jobs.pi.{jmx}: 1", (string)rule["pattern"]!) is not { Success: true } match)
                continue;
            match.Result((string)rule["name"]!).ShouldBe(name);
            ((string?)rule["type"]).ShouldBe(type);
            match.Result((string)rule["labels"]!["app_namespace"]!).ShouldBe("jobs");
            match.Result((string)rule["labels"]!["app_id"]!).ShouldBe("pi");
            return;
        }

        Assert.Fail($"no rule finds {jmx}");
    }

    private static IEnumerable<JsonObject> Rules()
    {
        var (application, _) = SparkApplication.Read(ReadingTests.Object(ReadingTests.Minimal + "\n  monitoring: {exposeDriverMetrics: true, exposeExecutorMetrics: true, prometheus: {jmxExporterJar: /j.jar}}"));
        var text = (string)ApplicationSubmission.Prerequisites(application).Single().Json["data"]!["prometheus.yaml"]!;
        return YamlReader.Read(text, "prometheus.yaml").Documents[0].Root["rules"]!.AsArray().OfType<JsonObject>();
    }
}
