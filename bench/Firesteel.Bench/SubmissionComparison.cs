using System.Diagnostics;
using System.Globalization;
using Firesteel.Spark.Submission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Firesteel.Bench;

/// <summary>CPU seconds of one submission: Spark's own client, stock and tuned, beside the native one, in one run.</summary>
internal static class SubmissionComparison
{
    private const int Native = 2000;
    private const int Repeat = 3;

    /// <param name="homes">Spark distributions.</param>
    public static async Task RunAsync(IReadOnlyList<string> homes)
    {
        var (cold, warm, bytes) = MeasureNative();
        System.Console.WriteLine("| submission of SparkPi | CPU s | allocated | against native |");
        System.Console.WriteLine("|---|---|---|---|");
        System.Console.WriteLine(Row("native, spec to objects", warm, $"{bytes / 1024.0:F0} KiB", 1));
        System.Console.WriteLine(Row("native, the first in a process", cold, "", cold / warm));
        await using var server = await StartStubAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        foreach (var home in homes)
        {
            var name = Path.GetFileName(home.TrimEnd('/'));
            var archive = Path.Combine(Path.GetTempPath(), $"firesteel-bench-{Environment.ProcessId}-{name}.jsa");
            try
            {
                var stock = Median(() => Submit(home, address, ""));
                System.Console.WriteLine(Row($"spark-submit {name}, stock", stock, "", stock / warm));
                Submit(home, address, $"-XX:ArchiveClassesAtExit={archive} -Xlog:cds=off -Xlog:cds+dynamic=off");
                var tuned = Median(() => Submit(home, address, $"-XX:SharedArchiveFile={archive} -XX:TieredStopAtLevel=1 -Xshare:auto"));
                System.Console.WriteLine(Row($"spark-submit {name}, class-data sharing and C1 only", tuned, "", tuned / warm));
            }
            finally
            {
                File.Delete(archive);
            }
        }
    }

    private static string Row(string what, double seconds, string bytes, double ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {seconds:G3} | {bytes} | {ratio:N0} x |");

    private static (double Cold, double Warm, long Bytes) MeasureNative()
    {
        var example = SubmissionExample.Load("spark-pi.yaml");
        using var self = Process.GetCurrentProcess();
        double Cpu()
        {
            self.Refresh();
            return self.TotalProcessorTime.TotalSeconds;
        }

        var before = Cpu();
        var kept = example.Build();
        var cold = Cpu() - before;
        for (var index = 0; index < Native; index++)
            kept = example.Build();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        before = Cpu();
        for (var index = 0; index < Native; index++)
            kept = example.Build();
        var warm = (Cpu() - before) / Native;
        Check(kept);
        return (cold, warm, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Native);
    }

    private static void Check(SubmissionResult built)
    {
        if (!built.IsPossible || built.Owned.Length < 2)
            throw new InvalidOperationException("the example cannot be submitted");
    }

    private static double Median(Func<double> measure) => Enumerable.Range(0, Repeat).Select(_ => measure()).Order().ElementAt(Repeat / 2);

    /// <summary>User and system seconds of spark-submit and its children, as the shell's <c>times</c> counts them.</summary>
    private static double Submit(string home, string address, string options)
    {
        const string Script = """
            "$SPARK_HOME/bin/spark-submit" --master "k8s://$ADDRESS" --deploy-mode cluster --name spark-pi --class org.apache.spark.examples.SparkPi \
              --conf spark.kubernetes.container.image=spark:bench --conf spark.kubernetes.submission.waitAppCompletion=false \
              --conf spark.driver.memory=512m --conf spark.executor.memory=512m --conf spark.executor.instances=2 \
              local:///opt/spark/examples/jars/spark-examples.jar 10 >/dev/null 2>"$LOG" || { cat "$LOG" >&2; exit 1; }
            times
            """;
        var log = Path.GetTempFileName();
        var start = new ProcessStartInfo("bash", ["-c", Script]) { RedirectStandardOutput = true };
        start.Environment["SPARK_HOME"] = home;
        start.Environment["ADDRESS"] = address;
        start.Environment["SPARK_SUBMIT_OPTS"] = options;
        start.Environment["LOG"] = log;
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        File.Delete(log);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"spark-submit of {home} failed");
        return lines[^1].Split(' ').Sum(Seconds);
    }

    // 0m1.234s
    private static double Seconds(string text)
    {
        var parts = text.TrimEnd('s').Split('m');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture) * 60) + double.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    /// <summary>An API that takes everything: it answers with what it was sent and a uid.</summary>
    private static async Task<WebApplication> StartStubAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async context =>
        {
            if (context.Request.Method is not ("POST" or "PATCH"))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            var item = (await System.Text.Json.Nodes.JsonNode.ParseAsync(context.Request.Body))!;
            item["metadata"]!["uid"] = Guid.NewGuid().ToString();
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(item.ToJsonString());
        });
        await server.StartAsync();
        return server;
    }
}
