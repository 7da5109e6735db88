using Firesteel.IntegrationTests.ApiServer.Replay;
using Firesteel.TestKit.Files;

namespace Firesteel.IntegrationTests.ApiServer;

public sealed class RecordingsTests
{
    [Fact]
    public void Names_that_occur_twice_are_two_recordings()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("kubectl-1.32/get.json", """[{"name": "output", "steps": []}, {"name": "output", "steps": []}]""");
        directory.Write("kubectl-1.32/another.json", """[{"name": "output", "steps": []}]""");

        Recordings.KubectlOf(directory.Path, "1.32").All.Select(scenario => scenario.Key).ShouldBe(["another/output", "get/output", "get/output#2"]);
    }

    [Fact]
    public void Files_of_other_areas_come_behind_the_known_ones()
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in (string[])["admission", "zoo", "patch", "crud"])
            directory.Write($"http/{file}.json", """[{"name": "a", "steps": []}]""");

        Recordings.HttpOf(directory.Path).All.Select(scenario => scenario.Key).ShouldBe(["crud/a", "patch/a", "admission/a", "zoo/a"]);
    }

    [Fact]
    public void A_directory_without_a_suite_has_no_recordings()
    {
        using var directory = new TemporaryDirectory();
        var none = Recordings.HttpOf(directory.Path);
        none.All.ShouldBeEmpty();
        none.Fixtures.ShouldBeEmpty();
        ((IEnumerable<object[]>)none.Keys).ShouldHaveSingleItem();
    }
}
