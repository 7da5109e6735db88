namespace Firesteel.History.Replay;

/// <summary>A set of task indexes, one bit each.</summary>
internal sealed class IndexSet
{
    private const int Limit = 1 << 26;

    private ulong[] bits = [];

    public int Count { get; private set; }

    public void Add(int index)
    {
        if (index is < 0 or >= Limit)
            return;
        var word = index >> 6;
        if (word >= bits.Length)
            Array.Resize(ref bits, Math.Max(word + 1, bits.Length * 2));
        var bit = 1UL << (index & 63);
        if ((bits[word] & bit) != 0)
            return;
        bits[word] |= bit;
        Count++;
    }

    public bool Contains(int index) => index >= 0 && index >> 6 < bits.Length && (bits[index >> 6] & (1UL << (index & 63))) != 0;
}
