using Firesteel.Embedded.Runtimes;
using Firesteel.Embedded.Runtimes.Spark;
using Firesteel.Kube.Problems;
using Firesteel.TestKit.Files;

namespace Firesteel.Tests.Embedded.Runtimes;

public sealed class SparkSearchTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly List<string> _sparkHomes = [];

    [Fact]
    public async Task Finds_nothing_where_there_is_nothing() => (await FindAsync("3.5")).ShouldBeNull();

    [Fact]
    public async Task The_option_wins_over_the_variables()
    {
        _sparkHomes.Add(Distribution("option", "3.5.9"));
        _environment["FIRESTEEL_SPARK_HOME_3_5"] = Distribution("variable", "3.5.1");
        _environment["SPARK_HOME"] = Distribution("spark-home", "3.5.2");
        (await FindAsync("3.5"))!.Version.ShouldBe("3.5.9");
        _sparkHomes.Clear();
        (await FindAsync("3.5"))!.Version.ShouldBe("3.5.1");
        _environment.Remove("FIRESTEEL_SPARK_HOME_3_5");
        (await FindAsync("3.5"))!.Origin.ShouldBe("SPARK_HOME");
    }

    [Fact]
    public async Task The_version_is_read_from_the_core_jar_and_a_spark_home_of_another_line_is_passed_over()
    {
        _environment["SPARK_HOME"] = Distribution("4.1-in-disguise-3.5", "4.1.0");
        (await FindAsync("3.5")).ShouldBeNull();
        (await FindAsync("4.1"))!.Version.ShouldBe("4.1.0");
    }

    [Fact]
    public async Task The_cache_gives_its_newest_complete_release()
    {
        Distribution("cache/firesteel/spark/3.5.7", "3.5.7", complete: true);
        Distribution("cache/firesteel/spark/3.5.10", "3.5.10", complete: true);
        Distribution("cache/firesteel/spark/3.5.11", "3.5.11", complete: false);
        (await FindAsync("3.5"))!.Version.ShouldBe("3.5.10");
    }

    [Fact]
    public async Task A_named_place_without_spark_is_a_problem_with_a_cure()
    {
        _sparkHomes.Add(_files.Path);
        var problem = (await Should.ThrowAsync<ProblemException>(() => FindAsync("3.5"))).Problems.ShouldHaveSingleItem();
        problem.ToString().ShouldStartWith("--spark-home: ");
        problem.Cure.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_line_variable_with_another_line_in_it_is_a_problem()
    {
        _environment["FIRESTEEL_SPARK_HOME_3_5"] = Distribution("four", "4.1.0");
        (await Should.ThrowAsync<ProblemException>(() => FindAsync("3.5"))).Problems[0].What.ShouldContain("4.1.0, not 3.5");
    }

    [Fact]
    public void Every_source_stands_in_the_list_once()
    {
        using var http = new HttpClient();
        var listed = SparkSources.Ordered(http).Select(source => source.GetType()).ToList();
        listed.ShouldBeUnique();
        listed.ShouldBe(typeof(ISparkSource).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ISparkSource)) && !type.IsAbstract), ignoreOrder: true);
    }

    [Theory]
    [InlineData("abc123  spark.tgz", "abc123")]
    [InlineData("spark.tgz: ABC1 23DE\n           F0", "ABC123DEF0")]
    public void Reads_both_of_apaches_ways_to_write_a_checksum(string text, string expected) => ApacheSource.ParseHash(text).ShouldBe(expected);

    public void Dispose() => _files.Dispose();

    private Task<SparkHome?> FindAsync(string line)
    {
        _environment["XDG_CACHE_HOME"] = Path.Combine(_files.Path, "cache");
        var search = new RuntimeSearch(_environment.GetValueOrDefault, _sparkHomes, null, FiresteelCache.From(_environment.GetValueOrDefault), false,
            RuntimeSearch.ApacheArchive, new Progress<TransferProgress>(), _ => { });
        return SparkSources.FindAsync(SparkLine.All.Single(found => found.Name == line), search, new HttpClient(), CancellationToken.None);
    }

    private string Distribution(string name, string version, bool complete = true)
    {
        _files.Write($"{name}/jars/spark-core_2.13-{version}.jar");
        if (complete)
            _files.Write($"{name}/{Archive.CompleteMark}");
        return Path.Combine(_files.Path, name);
    }
}
