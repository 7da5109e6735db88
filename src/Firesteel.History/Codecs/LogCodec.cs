namespace Firesteel.History.Codecs;

/// <summary>How the bytes of an event log are stored.</summary>
public enum LogCodec
{
    Plain,
    Zstd,
    Lz4,
    Snappy,
    Lzf,
}
