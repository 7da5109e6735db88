using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.History.Replay;

/// <summary>What the real Scala libraries of Spark 3.5.7 and 4.1.0 printed: elements as added, and as iterated.</summary>
internal static class ScalaCollections
{
    /// <param name="kind">sets or maps.</param>
    public static void ShouldIterate(string version, string kind, int count, Func<string[], IEnumerable<string>> order)
    {
        var printed = File.ReadAllLines(Checkout.File("tests", "golden", "history", $"scala-{version}-{kind}.txt"));
        printed.Length.ShouldBe(count);
        foreach (var line in printed)
        {
            string[][] both = [.. line.Split(' ').Select(list => list.Split(','))];
            order(both[0]).ShouldBe(both[1], line);
        }
    }
}
