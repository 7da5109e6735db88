using Firesteel.History.Serving;
using Firesteel.Kube.Problems;

namespace Firesteel.Tests.History.Serving;

public sealed class SparkSettingsTests
{
    [Fact]
    public void Sparks_names_set_our_options()
    {
        var settings = SparkSettings.ParseProperties("""
            # comment
            spark.history.fs.logDirectory  file:/a, s3a://b/c
            spark.history.ui.port=18081
            spark.history.fs.cleaner.enabled true
            spark.history.fs.cleaner.maxAge 12h
            spark.history.store.maxDiskUsage 5g
            spark.history.ui.acls.enable: true
            """);
        var problems = new List<Problem>();
        var options = SparkSettings.Apply(new HistoryOptions(), settings, problems);
        problems.ShouldBeEmpty();
        options.LogDirectories.ShouldBe(["file:/a", "s3a://b/c"]);
        options.Port.ShouldBe(18081);
        options.CleanerEnabled.ShouldBeTrue();
        options.CleanerMaxAge.ShouldBe(TimeSpan.FromHours(12));
        options.MaxDiskBytes.ShouldBe(5L << 30);
        options.Access.Enabled.ShouldBeTrue();
    }

    [Fact]
    public void All_wrong_settings_are_said_at_once()
    {
        var problems = new List<Problem>();
        SparkSettings.Apply(new HistoryOptions(), SparkSettings.ParseProperties("spark.history.ui.port many\nspark.history.fs.update.interval soon"), problems);
        problems.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("spark.history.cleaner.maxAge", "did you mean spark.history.fs.cleaner.maxAge?")]
    [InlineData("spark.history.fs.logdirectory", "did you mean spark.history.fs.logDirectory?")]
    [InlineData("spark.history.nonsense", "remove it")]
    public void What_nobody_reads_is_said(string setting, string cure)
    {
        var said = KnownSettings.Unread([setting, "spark.history.fs.cleaner.maxNum", "spark.eventLog.dir"]).ShouldHaveSingleItem();
        said.Where.Text.ShouldBe(setting);
        said.Cure.ShouldBe(cure);
        said.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void Hdfs_is_refused_in_one_line() =>
        Should.Throw<ProblemException>(() => new HistoryLibrary(new HistoryOptions { LogDirectories = ["hdfs://nn/logs"] }, TimeProvider.System)).Problems.Single().What.ShouldContain("HDFS");
}
