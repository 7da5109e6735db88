using System.Diagnostics;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Checking.SparkJobs;

/// <summary>Runs the job with a Spark distribution on this machine, driver and executor in one process.</summary>
/// <param name="sparkHome">With <c>bin/spark-submit</c> and the S3A jars in <c>jars</c>.</param>
public sealed class LocalSpark(string sparkHome) : ISparkRunner
{
    public async Task<bool> RunAsync(CheckJob job, StoreCredentials keys, Action<string> line, CancellationToken stop = default)
    {
        var submit = Path.Combine(sparkHome, "bin", "spark-submit");
        if (!File.Exists(submit))
            throw new ProblemException(new Problem(Location.Option("--spark-home"), $"{submit} does not exist", "name the directory of a Spark distribution"));
        var folder = Directory.CreateTempSubdirectory("firesteel-lake-check-").FullName;
        try
        {
            var script = Path.Combine(folder, CheckScript.FileName);
            var properties = Path.Combine(folder, "spark.conf");
            await File.WriteAllTextAsync(script, CheckScript.Text, stop);
            await File.WriteAllLinesAsync(properties, job.Properties.Select(property => $"{property.Key} {property.Value}"), stop);
            return await RunAsync(submit, ["--master", "local[2]", "--properties-file", properties, "--conf", "spark.ui.enabled=false", script, .. job.Arguments], keys, line, stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<bool> RunAsync(string submit, string[] arguments, StoreCredentials keys, Action<string> line, CancellationToken stop)
    {
        var start = new ProcessStartInfo(submit, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SPARK_HOME"] = sparkHome;
        start.Environment["AWS_ACCESS_KEY_ID"] = keys.AccessKey;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = keys.SecretKey;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        start.Environment.Remove("AWS_SESSION_TOKEN");
        start.Environment.Remove("AWS_PROFILE");
        using var process = Process.Start(start) ?? throw new IOException($"{submit} did not start");
        var gate = new Lock();
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode == 0;

        void Take(object sender, DataReceivedEventArgs data)
        {
            if (data.Data is not { } text)
                return;
            lock (gate)
                line(text);
        }
    }
}
