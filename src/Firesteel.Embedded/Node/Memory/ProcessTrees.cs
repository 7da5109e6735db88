namespace Firesteel.Embedded.Node.Memory;

/// <summary>Which processes belong to which first process.</summary>
internal static class ProcessTrees
{
    /// <param name="parents">Parent by process.</param>
    /// <returns>Each root with itself and all its descendants, those of a nearer root left out; roots that do not live are not in it.</returns>
    public static Dictionary<int, List<int>> Of(IReadOnlyDictionary<int, int> parents, IReadOnlyCollection<int> roots)
    {
        var trees = roots.Where(parents.ContainsKey).ToDictionary(root => root, _ => new List<int>());
        var known = new Dictionary<int, int>();
        var path = new List<int>();
        foreach (var process in parents.Keys)
        {
            path.Clear();
            var at = process;
            var root = 0;
            // Processes come and go while they are listed, and numbers are used again: no more steps than there are processes.
            while (path.Count <= parents.Count && !known.TryGetValue(at, out root))
            {
                if (trees.ContainsKey(at))
                {
                    root = at;
                    break;
                }

                path.Add(at);
                if (!parents.TryGetValue(at, out at))
                    break;
            }

            foreach (var passed in path)
                known[passed] = root;
            if (root != 0)
                trees[root].Add(process);
        }

        return trees;
    }
}
