using Firesteel.Embedded.Node.Memory;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.Node;

public sealed class ProcessTreesTests
{
    [Fact]
    public void A_process_belongs_to_the_nearest_root_above_it()
    {
        var parents = new Dictionary<int, int> { [1] = 0, [10] = 1, [11] = 10, [12] = 11, [20] = 12, [21] = 20, [30] = 1 };
        var trees = ProcessTrees.Of(parents, [10, 20, 99]);
        trees.Keys.ShouldBe([10, 20], ignoreOrder: true);
        trees[10].ShouldBe([10, 11, 12], ignoreOrder: true);
        trees[20].ShouldBe([20, 21], ignoreOrder: true);
    }

    /// <summary>What /proc tells while processes come and go may even be a circle.</summary>
    [Fact]
    public void No_process_is_counted_twice_whatever_is_read() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Process, byte Parent)[]>(), ArbMap.Default.ArbFor<byte[]>(), (edges, some) =>
        {
            var parents = edges.DistinctBy(edge => edge.Process).ToDictionary(edge => edge.Process + 1, edge => edge.Parent + 1);
            int[] roots = [.. some.Distinct().Select(root => root + 1)];
            var trees = ProcessTrees.Of(parents, roots);
            trees.Values.SelectMany(tree => tree).ShouldBeUnique();
            foreach (var (root, tree) in trees)
                tree.Order().ShouldBe(parents.Keys.Where(process => Above(process).FirstOrDefault(roots.Contains) == root).Order());

            IEnumerable<int> Above(int process)
            {
                var seen = new HashSet<int>();
                for (var at = process; seen.Add(at);)
                {
                    yield return at;
                    if (!parents.TryGetValue(at, out at))
                        yield break;
                }
            }
        }).Check(Config.QuickThrowOnFailure);
}
