using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Api;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Translation;

namespace Firesteel.Bench;

/// <summary>A file of <c>examples/</c> as the operator gets it.</summary>
internal sealed class SubmissionExample(KubeObject item)
{
    private static readonly SubmissionTarget Target = new("0b0c0d0e-0000-4000-8000-000000000001", DateTimeOffset.UnixEpoch);
    private readonly SparkApplication _application = SparkApplication.Read(item).Application;

    public static SubmissionExample Load(string file)
    {
        var path = Path.Combine(Root(), "examples", file);
        return new(new KubeObject((JsonObject)YamlReader.Read(File.ReadAllText(path), file).Documents[^1].Root));
    }

    public SubmissionResult Build() => ApplicationSubmission.Build(_application, Target);

    public int Read() => SparkApplication.Read(item).Problems.Length;

    // BenchmarkDotNet runs from a directory of its own below the checkout.
    private static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Firesteel.slnx")))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException($"no Firesteel.slnx above {AppContext.BaseDirectory}");
    }
}
