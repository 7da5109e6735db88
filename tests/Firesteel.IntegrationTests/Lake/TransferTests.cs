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
        var files = new Dictionary<string, byte[]> { ["a.txt"] = "hello"u8.ToArray(), ["empty"] = [], ["deep/er/ü b+c%41.bin"] = RandomNumberGenerator.GetBytes(40 * 1024 * 1024), ["deep/exact.bin"] = new byte[16 * 1024 * 1024] };
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
    [InlineData(new[] { "cat", "s3://mistakes/" }, "s3://mistakes/ is a directory; name one object: firesteel lake ls s3://mistakes/ shows them")]
    [InlineData(new[] { "cp", "-r", "s3://mistakes/", "-" }, "standard output takes one object")]
    [InlineData(new[] { "cp", "s3://mistakes/*.txt", "." }, "there is no object s3://mistakes/*.txt; * and ? stand for themselves in keys: copy a directory with -r")]
    [InlineData(new[] { "rm", "s3://mistakes/*" }, "* and ? stand for themselves in keys")]
    [InlineData(new[] { "ls", "s3://mistakes/*" }, "nothing begins with s3://mistakes/*; * and ? stand for themselves in keys")]
    public async Task Mistakes_are_told(string[] arguments, string message)
    {
        var run = await RunAsync(await BucketAsync("mistakes"), arguments);
        run.Exit.ShouldBeGreaterThan(0);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Removing_a_directory_leaves_its_neighbours()
    {
        var yaml = await BucketAsync("neighbours");
        var file = Path.Combine(lake.Folder, "neighbour");
        await File.WriteAllTextAsync(file, "x");
        foreach (var key in (string[])["year=2/x", "year=2/y/z", "year=20/x", "year=2.old"])
            (await RunAsync(yaml, "cp", file, $"s3://neighbours/{key}")).Exit.ShouldBe(0);
        (await RunAsync(yaml, "rm", "-r", "s3://neighbours/year=2")).Error.ShouldContain("2 deleted");

        var left = (await RunAsync(yaml, "ls", "-r", "s3://neighbours/")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[^1]);
        left.ShouldBe(["year=2.old", "year=20/x"]);
    }

    [Fact]
    public async Task What_a_tree_holds_beside_files_is_told_and_not_waited_for()
    {
        var yaml = await BucketAsync("odd");
        var here = Directory.CreateDirectory(Path.Combine(lake.Folder, "odd")).FullName;
        await File.WriteAllTextAsync(Path.Combine(here, "real"), "content");
        File.CreateSymbolicLink(Path.Combine(here, "link"), "real");
        File.CreateSymbolicLink(Path.Combine(here, "broken"), "nowhere");
        File.CreateSymbolicLink(Path.Combine(here, "loop"), ".");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(here, "pipe")]))
            await made.WaitForExitAsync();

        var run = await RunAsync(yaml, "cp", "-r", here, "s3://odd/");
        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("2 copied");
        foreach (var name in (string[])["broken", "loop", "pipe"])
            run.Error.ShouldContain($"{Path.Combine(here, name)} was left out");
        var listed = (await RunAsync(yaml, "ls", "-r", "s3://odd/")).Out;
        listed.ShouldContain(" 7 link");
        listed.ShouldContain(" 7 real");
    }

    [Fact]
    public async Task A_copy_that_fails_half_way_says_how_far_it_came()
    {
        var yaml = await BucketAsync("halfway");
        var file = Path.Combine(lake.Folder, "half");
        await File.WriteAllTextAsync(file, "x");
        foreach (var key in (string[])["d/a", "d/b"])
            (await RunAsync(yaml, "cp", file, $"s3://halfway/{key}")).Exit.ShouldBe(0);
        var back = Path.Combine(lake.Folder, "half-back");
        Directory.CreateDirectory(Path.Combine(back, "b"));

        var run = await RunAsync(yaml, "cp", "-r", "-j", "1", "s3://halfway/d/", back);
        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("1 copied");
    }

    [Fact]
    public async Task A_key_is_one_line_whatever_it_holds()
    {
        var yaml = await BucketAsync("lines");
        var here = Directory.CreateDirectory(Path.Combine(lake.Folder, "lines")).FullName;
        await File.WriteAllTextAsync(Path.Combine(here, "new\nline\u001b[31m"), "x");
        (await RunAsync(yaml, "cp", "-r", here, "s3://lines/")).Exit.ShouldBe(0);
        (await RunAsync(yaml, "ls", "s3://lines/")).Out.ShouldContain(@" new\nline\u001b[31m");
        (await RunAsync(yaml, "rm", "-r", "--dry-run", "s3://lines/")).Out.ShouldContain(@"s3://lines/new\nline\u001b[31m");
    }

    [Fact]
    public async Task A_region_that_is_none_is_told()
    {
        var run = await VerbRun.OfAsync(["lake", "ls", "--endpoint", lake.Endpoint.GetLeftPart(UriPartial.Authority), "--region", "bo gus"], lake.Environment);
        run.ShouldExit(2);
        run.Error.ShouldContain("--region: bo gus is no region");
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
