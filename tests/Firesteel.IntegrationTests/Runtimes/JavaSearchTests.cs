using Firesteel.Embedded.Runtimes;
using Firesteel.Embedded.Runtimes.Java;
using Firesteel.Kube.Problems;

namespace Firesteel.IntegrationTests.Runtimes;

/// <summary>Which Java is taken, and what is said when none will do.</summary>
public sealed class JavaSearchTests : IDisposable
{
    private readonly JavaMachine _machine = new();

    [Theory, InlineData("11.0.22"), InlineData("1.8.0_402"), InlineData("25.0.1")]
    public async Task A_java_that_does_not_run_spark_is_passed_over_for_one_that_does(string unfit)
    {
        _machine.JavaHome = _machine.Java("named", unfit);
        _machine.Java("jvm/java-17", "17.0.15");
        var (found, passedOver) = await JavaSearch.FindAsync(_machine.Search(), CancellationToken.None);
        found!.Version.ShouldBe(17);
        passedOver.ShouldHaveSingleItem().Origin.ShouldBe("JAVA_HOME");
    }

    [Theory, InlineData("11.0.22", "Java 11"), InlineData("25.0.1", "Java 25")]
    public async Task Without_another_it_is_one_problem_that_says_what_was_found(string unfit, string expected)
    {
        var home = _machine.Java("named", unfit);
        _machine.JavaHome = home;
        var problem = await JavaProblemAsync();
        problem.What.ShouldContain($"found {expected} at {home}");
        problem.Cure.ShouldContain("apt-get install openjdk-17-jre-headless");
    }

    [Fact]
    public async Task A_java_that_cannot_be_executed_is_none()
    {
        _machine.JavaHome = Path.GetDirectoryName(Path.GetDirectoryName(_machine.File("broken/bin/java", "\u007fELF nonsense")));
        (await JavaProblemAsync()).What.ShouldStartWith("Java 17 or 21 is missing");
    }

    public void Dispose() => _machine.Dispose();

    private async Task<Problem> JavaProblemAsync()
    {
        using var http = new HttpClient();
        var set = await RuntimeSet.PrepareAsync([], required: false, _machine.Search(), http, CancellationToken.None);
        return set.Problems.Where(problem => problem.What.StartsWith("Java", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }
}
