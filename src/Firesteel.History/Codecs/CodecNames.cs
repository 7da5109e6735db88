namespace Firesteel.History.Codecs;

/// <summary>Codec by file name, with Spark's rule: strip <c>.compact</c>, then <c>.inprogress</c>; what follows the last dot names the codec.</summary>
public static class CodecNames
{
    public const string InProgress = ".inprogress";
    public const string Compact = ".compact";

    /// <summary>False for an extension that is no codec: Spark then refuses the file.</summary>
    public static bool TryFromFileName(string fileName, out LogCodec codec)
    {
        codec = LogCodec.Plain;
        var extension = Extension(fileName);
        if (extension is null or "none")
            return true;
        LogCodec? known = extension switch
        {
            "zstd" => LogCodec.Zstd,
            "lz4" => LogCodec.Lz4,
            "snappy" => LogCodec.Snappy,
            "lzf" => LogCodec.Lzf,
            _ => null,
        };
        codec = known.GetValueOrDefault();
        return known.HasValue;
    }

    /// <summary>The name without <c>.inprogress</c>, <c>.compact</c> and codec.</summary>
    public static string Stem(string fileName)
    {
        var name = Strip(fileName);
        return Extension(fileName) is { } extension ? name[..^(extension.Length + 1)] : name;
    }

    private static string Strip(string fileName)
    {
        var name = fileName.EndsWith(Compact, StringComparison.Ordinal) ? fileName[..^Compact.Length] : fileName;
        return name.EndsWith(InProgress, StringComparison.Ordinal) ? name[..^InProgress.Length] : name;
    }

    private static string? Extension(string fileName)
    {
        var name = Strip(fileName);
        var dot = name.LastIndexOf('.');
        return dot < 0 ? null : name[(dot + 1)..];
    }
}
