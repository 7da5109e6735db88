namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>What RFC 1321 lays down.</summary>
internal static class Md5Constants
{
    /// <summary>A new one each time, to be advanced.</summary>
    public static uint[] InitialState => [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];

    /// <summary>2³² times the absolute sine of 1 to 64, whole part.</summary>
    public static uint[] Sines { get; } = [.. Enumerable.Range(1, 64).Select(i => (uint)(Math.Abs(Math.Sin(i)) * (1L << 32)))];
}
