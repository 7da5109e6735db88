using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using Firesteel.TestKit.Repository;
using Firesteel.TestKit.Stores;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>Real Spark of both generations with its S3A against the store, and against MinIO, which shows that the job asks for nothing of ours.</summary>
public sealed class SparkTests
{
    private const string Bucket = "datalake";

    [Theory]
    [InlineData("3.5.7", false)]
    [InlineData("4.1.0", true)]
    public async Task Spark_lives_on_the_store(string version, bool rolling)
    {
        await using var store = await StoreUnderTest.StartAsync("disk");
        await LivesOnAsync(store.Server.Address, StoreUnderTest.User, StoreUnderTest.Password, version, rolling);
    }

    [Fact]
    public async Task Spark_lives_on_MinIO_in_the_same_way()
    {
        await using var minio = await MinioServer.StartAsync();
        await LivesOnAsync(minio.Endpoint, MinioServer.RootUser, MinioServer.RootPassword, "3.5.7", rolling: true);
    }

    private static async Task LivesOnAsync(Uri address, string user, string password, string version, bool rolling)
    {
        using var s3 = StoreUnderTest.ClientFor(address, user, password);
        await s3.PutBucketAsync(Bucket);
        await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "logs/spark-log/", InputStream = Stream.Null });
        var (code, output) = await SubmitAsync(await HomeAsync(version), address, user, password, rolling);
        code.ShouldBe(0, output);
        foreach (var step in new[] { "parquet", "csv partitions", "stream", "magic" })
            output.ShouldContain($"LAKE OK {step}");

        // An S3A committer leaves a document behind, the classic one an empty file.
        using var success = await s3.GetObjectAsync(Bucket, "data/test/magic/_SUCCESS");
        using var document = await JsonDocument.ParseAsync(success.ResponseStream);
        document.RootElement.GetProperty("committer").GetString().ShouldBe("magic");
        (await s3.ListMultipartUploadsAsync(Bucket)).MultipartUploads.ShouldBeNull(); // nothing half-committed is left
        var logs = (await s3.ListObjectsV2Async(new() { BucketName = Bucket, Prefix = "logs/spark-log/" })).S3Objects;
        logs.ShouldContain(log => log.Size > 1000 && !log.Key.EndsWith(".inprogress") && log.Key.Contains("/eventlog_v2_") == rolling);
    }

    private static async Task<(int Code, string Output)> SubmitAsync(string home, Uri address, string user, string password, bool rolling)
    {
        var start = new ProcessStartInfo(Path.Combine(home, "bin", "spark-submit")) { RedirectStandardOutput = true, RedirectStandardError = true };
        var settings = new Dictionary<string, string>
        {
            ["spark.ui.enabled"] = "false",
            ["spark.driver.host"] = "127.0.0.1",
            ["spark.driver.bindAddress"] = "127.0.0.1",
            ["spark.driver.memory"] = "900m",
            ["spark.sql.shuffle.partitions"] = "2",
            ["spark.eventLog.enabled"] = "true",
            ["spark.eventLog.rolling.enabled"] = rolling ? "true" : "false",
            ["spark.eventLog.dir"] = $"s3a://{Bucket}/logs/spark-log",
            ["spark.hadoop.fs.s3a.endpoint"] = address.GetLeftPart(UriPartial.Authority),
            ["spark.hadoop.fs.s3a.endpoint.region"] = "us-east-1",
            ["spark.hadoop.fs.s3a.path.style.access"] = "true",
            ["spark.hadoop.fs.s3a.connection.ssl.enabled"] = "false",
            ["spark.hadoop.fs.s3a.access.key"] = user,
            ["spark.hadoop.fs.s3a.secret.key"] = password,
            ["spark.hadoop.fs.s3a.aws.credentials.provider"] = "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
            ["spark.hadoop.fs.s3a.attempts.maximum"] = "2",
            ["spark.hadoop.fs.s3a.multipart.size"] = "5M",
            ["spark.hadoop.fs.s3a.buffer.dir"] = Path.GetTempPath(),
        };
        start.ArgumentList.Add("--master");
        start.ArgumentList.Add("local[2]");
        foreach (var (name, value) in settings)
        {
            start.ArgumentList.Add("--conf");
            start.ArgumentList.Add($"{name}={value}");
        }

        start.ArgumentList.Add(Checkout.File("tests", "Firesteel.IntegrationTests", "Embedded", "ObjectStore", "spark_lake.py"));
        start.ArgumentList.Add($"s3a://{Bucket}");
        start.Environment["PYSPARK_PYTHON"] = "python3";
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        start.Environment.Remove("SPARK_HOME");
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync();
        lock (output)
            return (process.ExitCode, output.ToString());

        void Keep(string? line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }

    private static async Task<string> HomeAsync(string version)
    {
        using var install = Process.Start(new ProcessStartInfo(Path.Combine(Checkout.Shared(), "spark", "install.sh")) { RedirectStandardOutput = true })!;
        var homes = (await install.StandardOutput.ReadToEndAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        await install.WaitForExitAsync();
        return homes.FirstOrDefault(home => home.EndsWith(version, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"spark/install.sh did not print a home of Spark {version}; it lies beside the checkout in ../shared");
    }
}
