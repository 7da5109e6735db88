using System.Collections;

namespace Firesteel.History.Store.Tasks;

/// <summary>Rows of one stage attempt as runs: a stage's tasks mostly follow each other.</summary>
internal sealed class TaskRuns : IEnumerable<int>
{
    private readonly List<(int First, int Count)> runs = [];

    public int Count { get; private set; }

    public void Add(int row)
    {
        Count++;
        if (runs.Count > 0 && runs[^1] is var last && last.First + last.Count == row)
            runs[^1] = (last.First, last.Count + 1);
        else
            runs.Add((row, 1));
    }

    public IEnumerator<int> GetEnumerator()
    {
        for (var i = 0; i < runs.Count; i++)
        {
            var (first, count) = runs[i];
            for (var row = first; row < first + count; row++)
                yield return row;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Describe(Archive archive)
    {
        var count = archive.Count(runs.Count);
        for (var i = 0; i < count; i++)
        {
            var (first, length) = archive.Reading ? default : runs[i];
            first = archive.Value(first);
            length = archive.Value(length);
            if (!archive.Reading)
                continue;
            runs.Add((first, length));
            Count += length;
        }
    }
}
