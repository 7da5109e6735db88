using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Firesteel.IntegrationTests.Lake;

/// <summary>The everyday tools.</summary>
public abstract class TransferTests<TStore>(TStore lake) : IClassFixture<TStore>
    where TStore : LakeFixture
{
    [Fact]
    public async Task A_tree_goes_in_and_comes_out_as_it_was()
    {
        var yaml = await BucketAsync("tree");
        var (here, back) = (Path.Combine(lake.Folder, "tree"), Path.Combine(lake.Folder, "back"));
        var files = new Dictionary<string, byte[]> { ["a.txt"] = "hello"u8.ToArray(), ["empty"] = [], ["deep/er/ü b+c.bin"] = RandomNumberGenerator.GetBytes(40 * 1024 * 1024), ["deep/exact.bin"] = new byte[16 * 1024 * 1024] };
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(here, name))!);
            await File.WriteAllBytesAsync(Path.Combine(here, name), content);
        }

        (await RunAsync(yaml, "cp", "-r", here, "s3://tree/in/")).Error.ShouldContain("4 copied");
        (await RunAsync(yaml, "cp", "-r", "s3://tree/in/", "s3://tree/copy/")).Error.ShouldContain("4 copied");
        (await RunAsync(yaml, "cp", "-r", "s3://tree/copy/", back)).Error.ShouldContain("4 copied");
        foreach (var (name, content) in files)
            (await File.ReadAllBytesAsync(Path.Combine(back, name))).AsSpan().SequenceEqual(content).ShouldBeTrue(name);
        Directory.GetFiles(back, "*.partial", SearchOption.AllDirectories).ShouldBeEmpty();

        var du = JsonNode.Parse((await RunAsync(yaml, "du", "s3://tree/in/", "-o", "json")).Out)!.AsArray();
        ((string)du[0]!["path"]!).ShouldBe("s3://tree/in/deep/");
        ((long)du[1]!["bytes"]!).ShouldBe(56 * 1024 * 1024 + 5);
        ((long)du[1]!["objects"]!).ShouldBe(4);

        var ls = await RunAsync(yaml, "ls", "s3://tree/in/");
        ls.Out.ShouldMatch(@"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +5 in/a\.txt$");
        ls.Out.ShouldMatch(@"(?m)^ +in/deep/$");

        (await RunAsync(yaml, "rm", "-r", "--dry-run", "s3://tree/in/")).Error.ShouldContain("4 would be deleted");
        (await RunAsync(yaml, "rm", "-r", "s3://tree/in/")).Error.ShouldContain("4 deleted");
        (await RunAsync(yaml, "ls", "-r", "s3://tree/in/")).Out.ShouldBe("");
        (await RunAsync(yaml, "ls", "-r", "s3://tree/copy/")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_key_that_begins_alike_stays()
    {
        var yaml = await BucketAsync("alike");
        var file = Path.Combine(lake.Folder, "alike");
        await File.WriteAllTextAsync(file, "x");
        foreach (var key in (string[])["a", "ab", "b/c"])
            (await RunAsync(yaml, "cp", file, $"s3://alike/{key}")).Exit.ShouldBe(0);
        (await RunAsync(yaml, "rm", "s3://alike/a")).Error.ShouldContain("1 deleted");

        var left = (await RunAsync(yaml, "ls", "-r", "s3://alike/a")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[^1]);
        left.ShouldBe(["ab"]);
    }

    [Theory]
    [InlineData(new[] { "cp", "x", "y" }, "neither x nor y is an S3 path")]
    [InlineData(new[] { "cp", "s3://nothing/none", "." }, "")]
    [InlineData(new[] { "rm", "s3://mistakes/data/" }, "add -r to delete all that lies below it")]
    [InlineData(new[] { "rm", "s3://mistakes/none" }, "there is no object s3://mistakes/none")]
    [InlineData(new[] { "cat", "s3://mistakes/none" }, "there is no object s3://mistakes/none")]
    [InlineData(new[] { "ls", "mistakes/none" }, "mistakes/none is no S3 path; write s3://bucket/key")]
    [InlineData(new[] { "cp", "-r", "s3://mistakes/none/", "." }, "nothing lies below s3://mistakes/none/")]
    [InlineData(new[] { "cp", "here", "there" }, "neither here nor there is an S3 path; write s3://bucket/key on one side")]
    [InlineData(new[] { "du", "s3://no-such-bucket-here/" }, "NoSuchBucket")]
    public async Task Mistakes_are_told(string[] arguments, string message)
    {
        var run = await RunAsync(await BucketAsync("mistakes"), arguments);
        run.Exit.ShouldBeGreaterThan(0);
        run.Error.ShouldContain(message);
    }

    private async Task<string> BucketAsync(string name)
    {
        var yaml = lake.Yaml(name, name + "-user", "    layout: []");
        var apply = await lake.RunAsync(yaml, "lake", "apply");
        apply.Exit.ShouldBe(0, apply.Error);
        return yaml;
    }

    private Task<VerbRun> RunAsync(string yaml, params string[] arguments) => lake.RunAsync(yaml, ["lake", .. arguments]);
}
