using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Firesteel.Embedded.ObjectStore;
using Firesteel.History.Logs;
using Firesteel.History.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Bench;

/// <summary>Lists logs from an S3 endpoint whose every request takes some time; store, proxy and server share this process and its cores.</summary>
internal static class RemoteListing
{
    /// <param name="arguments">A directory of logs, and the latency in milliseconds.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var (directory, latency) = (arguments[0], TimeSpan.FromMilliseconds(double.Parse(arguments[1], CultureInfo.InvariantCulture)));
        var options = new ObjectStoreOptions { RootUser = "bench-root", RootPassword = "bench-root-password", Region = "us-east-1" };
        await using var store = await ObjectStoreServer.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        using var client = new AmazonS3Client(new BasicAWSCredentials(options.RootUser, options.RootPassword), new AmazonS3Config { ServiceURL = store.Address.ToString(), ForcePathStyle = true });
        await client.PutBucketAsync("logs");
        await Parallel.ForEachAsync(new DirectoryInfo(directory).GetFiles(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (file, stop) =>
            await client.PutObjectAsync(new PutObjectRequest { BucketName = "logs", Key = "events/" + file.Name, FilePath = file.FullName }, stop));

        using var proxy = new DelayingProxy(store.Address, latency);
        var s3 = new S3Settings(proxy.Address.ToString(), options.Region, true, options.RootUser, options.RootPassword);
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = ["s3a://logs/events"], S3 = s3 }, TimeProvider.System);
        var watch = Stopwatch.StartNew();
        await library.ScanAsync(CancellationToken.None);
        var first = watch.Elapsed.TotalSeconds;
        watch.Restart();
        await library.ScanAsync(CancellationToken.None);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{library.List.Applications.Count}\t{library.List.Faults.Count}\t{first:F2}\t{watch.Elapsed.TotalSeconds:F2}"));
    }
}
