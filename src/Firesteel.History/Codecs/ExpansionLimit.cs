namespace Firesteel.History.Codecs;

/// <summary>Stops decompression bombs. A real event log expands 5 to 60 times; zeros in zstd expand 30,000 times.</summary>
internal static class ExpansionLimit
{
    /// <summary>Output below this is never questioned.</summary>
    private const long Free = 64L << 20;

    private const long MaxRatio = 1000;

    public static void Check(long compressed, long decompressed)
    {
        if (decompressed > Free && decompressed / MaxRatio > compressed)
            throw new DamagedLogException($"{compressed} bytes expand to more than {decompressed}: not an event log", truncated: false);
    }
}
