using Firesteel.History.Replay.Handlers.Sql;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.History.Replay;

/// <summary>Against what the real Scala libraries of Spark 3.5.7 and 4.1.0 printed: elements as added, and as iterated.</summary>
public sealed class SetOrderTests
{
    [Theory, InlineData("2.12"), InlineData("2.13")]
    public void Sets_hand_out_their_elements_as_scalas_do(string version)
    {
        Func<IReadOnlyList<int>, IReadOnlyList<int>> order = version == "2.12" ? SetOrder.Scala212 : SetOrder.Scala213;
        var sets = File.ReadAllLines(Checkout.File("tests", "golden", "history", $"scala-{version}-sets.txt"));
        sets.Length.ShouldBe(40);
        foreach (var line in sets)
        {
            int[][] both = [.. line.Split(' ').Select(list => list.Split(',').Select(int.Parse).ToArray())];
            order(both[0]).ShouldBe(both[1], line);
        }
    }
}
