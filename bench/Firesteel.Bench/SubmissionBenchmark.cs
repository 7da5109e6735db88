using BenchmarkDotNet.Attributes;
using Firesteel.Spark.Submission;

namespace Firesteel.Bench;

/// <summary>From a SparkApplication to the objects of its submission, no network.</summary>
[MemoryDiagnoser]
public class SubmissionBenchmark
{
    private readonly SubmissionExample _small = SubmissionExample.Load("spark-pi.yaml");
    private readonly SubmissionExample _shaped = SubmissionExample.Load("spark-pi-shaped.yaml");

    [Benchmark(Baseline = true)]
    public SubmissionResult Small() => _small.Build();

    [Benchmark]
    public SubmissionResult Shaped() => _shaped.Build();

    [Benchmark]
    public int Read_and_validate() => _shaped.Read();
}
