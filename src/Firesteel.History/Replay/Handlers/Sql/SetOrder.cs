namespace Firesteel.History.Replay.Handlers.Sql;

/// <summary>
/// The order in which Scala's immutable set of integers hands out its elements: as added up to four, by the bits of their hashes beyond. Spark keeps an
/// execution's stages in such a set, and of equal maxima the first stage's is the one that a metric's text names.
/// </summary>
public static class SetOrder
{
    private const int Small = 4;
    private const int Bits = 5;

    /// <summary>Scala 2.13 (Spark 4): a node's own elements first, then what lies deeper.</summary>
    public static IReadOnlyList<int> Scala213(IReadOnlyList<int> added) => added.Count <= Small ? added : Node(added, 0, ownFirst: true);

    /// <summary>Scala 2.12 (Spark 3): strictly by the mixed hash, five bits after five.</summary>
    public static IReadOnlyList<int> Scala212(IReadOnlyList<int> added) => added.Count <= Small ? added : Node(added, 0, ownFirst: false);

    /// <remarks>The mixing loses nothing: two integers never share a hash, so that the recursion ends.</remarks>
    private static List<int> Node(IReadOnlyList<int> values, int shift, bool ownFirst)
    {
        var result = new List<int>();
        var deeper = new List<int>();
        foreach (var slot in values.GroupBy(value => (Mixed(value) >>> shift) & ((1 << Bits) - 1)).OrderBy(slot => slot.Key))
        {
            if (slot.Count() == 1)
                result.AddRange(slot);
            else
                (ownFirst ? deeper : result).AddRange(Node([.. slot], shift + Bits, ownFirst));
        }

        result.AddRange(deeper);
        return result;
    }

    /// <summary>The mixing of Scala's hash tries.</summary>
    private static int Mixed(int code)
    {
        unchecked
        {
            var hash = code + ~(code << 9);
            hash ^= hash >>> 14;
            hash += hash << 4;
            return hash ^ (hash >>> 10);
        }
    }
}
