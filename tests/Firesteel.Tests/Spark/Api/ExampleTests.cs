using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Api;
using Firesteel.Spark.Connect;
using Firesteel.Spark.Schedule;
using Firesteel.Spark.Translation;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Spark.Api;

public sealed class ExampleTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Checkout.File("examples"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void An_example_has_no_problems_and_can_be_submitted(string file)
    {
        var documents = YamlReader.Read(File.ReadAllText(Checkout.File("examples", file)), file);
        documents.Problems.ShouldBeEmpty();
        foreach (var json in documents.Documents.Select(document => document.Root).OfType<JsonObject>().Where(json => (string?)json["kind"] == "SparkApplication"))
        {
            var (application, problems) = SparkApplication.Read(new KubeObject(json));
            problems.ShouldBeEmpty();
            var submission = ApplicationSubmission.Build(application, new SubmissionTarget("0b0c0d0e-0000-4000-8000-000000000001", DateTimeOffset.UnixEpoch));
            submission.Problems.ShouldBeEmpty();
            submission.Driver.Name.ShouldBe(application.Name + "-driver");
        }

        foreach (var json in documents.Documents.Select(document => document.Root).OfType<JsonObject>())
        {
            if ((string?)json["kind"] == "SparkConnect")
                ConnectReading.Read(new KubeObject(json)).Problems.ShouldBeEmpty();
            if ((string?)json["kind"] == "ScheduledSparkApplication")
            {
                ScheduleReading.Read(new KubeObject(json)).Problems.ShouldBeEmpty();
                SparkApplication.Read(ScheduledRun.Application(new KubeObject(json), "a-run")).Problems.ShouldBeEmpty();
            }
        }
    }
}
