using Firesteel.History.Codecs;
using Firesteel.History.Diagnosis;
using Firesteel.History.Replay;
using Firesteel.History.Store;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.History.Diagnosis;

/// <summary>Each rule has logs on which it must and must not fire.</summary>
public sealed class HistoryRuleTests
{
    public static TheoryData<string> Names => new(HistoryRules.All.Select(rule => rule.Name));

    [Theory, MemberData(nameof(Names))]
    public void Fires_where_it_must(string name) => Found(name, "fires").ShouldAllBe(found => found.Count > 0);

    [Theory, MemberData(nameof(Names))]
    public void Is_silent_where_it_must(string name) => Found(name, "silent").ShouldAllBe(found => found.Count == 0);

    [Theory, MemberData(nameof(Names))]
    public void Says_where_what_and_a_cure(string name) =>
        Found(name, "fires").SelectMany(found => found).ShouldAllBe(finding =>
            finding.Rule == name && finding.Problem.Where.Text.Length > 0 && finding.Problem.What.Length > 0 && finding.Problem.Cure.Length > 0 && finding.Evidence.Count > 0 && finding.Links.Length > 0);

    [Fact]
    public void Every_rule_is_listed_once() =>
        HistoryRules.All.Select(rule => rule.GetType().Name).Order().ShouldBe(
            typeof(IHistoryRule).Assembly.GetTypes().Where(type => typeof(IHistoryRule).IsAssignableFrom(type) && !type.IsInterface).Select(type => type.Name).Order());

    private static List<List<Finding>> Found(string name, string folder)
    {
        var rule = HistoryRules.All.Single(rule => rule.Name == name);
        var logs = Directory.GetFiles(Checkout.File("tests", "golden", "findings", name["history/".Length..], folder));
        logs.Length.ShouldBeGreaterThan(0);
        return [.. logs.Select(log => rule.Check(Replay(log)).ToList())];
    }

    private static ApplicationStore Replay(string log)
    {
        var store = new ApplicationStore();
        Replayer.Replay(store, [() => LogDecoding.Open(File.OpenRead(log), LogCodec.Plain, out _)], mayBeCut: false);
        store.Problems.ShouldBeEmpty();
        return store;
    }
}
