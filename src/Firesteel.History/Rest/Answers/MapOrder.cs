using System.Numerics;

namespace Firesteel.History.Rest.Answers;

/// <summary>
/// The order in which Scala's mutable hash map hands out its entries: Spark lists the executors that share a cached RDD out of one. A table of buckets that
/// doubles at three quarters; which bucket, in what order within it and from which end depends on the library.
/// </summary>
public static class MapOrder
{
    private const int Start = 16;

    /// <summary>Scala 2.12 (Spark 3): buckets by the scrambled hash's upper bits, from the last to the first; what came last leads its bucket.</summary>
    public static IReadOnlyList<string> Scala212(IReadOnlyList<string> added)
    {
        var buckets = Buckets(Start);
        for (var i = 0; i < added.Count; i++)
        {
            buckets[Upper(added[i], buckets.Length)].Insert(0, added[i]);
            if (i + 1 > buckets.Length * 3 / 4)
                buckets = Grown(buckets);
        }

        return [.. buckets.Reverse().SelectMany(bucket => bucket)];
    }

    /// <summary>Scala 2.13 (Spark 4): buckets by the hash's lower bits, from the first to the last; ordered by hash within.</summary>
    public static IReadOnlyList<string> Scala213(IReadOnlyList<string> added)
    {
        var length = Start;
        while (added.Count >= length * 3 / 4)
            length *= 2;
        return [.. added.OrderBy(key => Folded(key) & (length - 1)).ThenBy(Folded)];
    }

    private static List<string>[] Buckets(int length) => [.. Enumerable.Range(0, length).Select(_ => new List<string>())];

    private static List<string>[] Grown(List<string>[] old)
    {
        var buckets = Buckets(old.Length * 2);
        foreach (var key in old.Reverse().SelectMany(bucket => bucket))
            buckets[Upper(key, buckets.Length)].Insert(0, key);
        return buckets;
    }

    private static int Upper(string key, int length)
    {
        unchecked
        {
            const int Magic = (int)0x9e3775cd;
            var scrambled = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(JavaHash(key) * Magic) * Magic;
            var turned = BitOperations.RotateRight((uint)scrambled, BitOperations.PopCount(Start - 1)); // the seed of the first size is kept
            return (int)(turned >> BitOperations.LeadingZeroCount((uint)length - 1)) & (length - 1);
        }
    }

    private static int Folded(string key)
    {
        var hash = JavaHash(key);
        return hash ^ (hash >>> 16);
    }

    private static int JavaHash(string key)
    {
        var hash = 0;
        foreach (var letter in key)
            hash = unchecked((31 * hash) + letter);
        return hash;
    }
}
