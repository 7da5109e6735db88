using Firesteel.History.Codecs;

namespace Firesteel.History.Logs;

/// <summary>Writes a log out as one file: the parts of a rolled log joined, in another codec if wished. No event is lost.</summary>
public static class LogExport
{
    /// <returns>Bytes of text that were written.</returns>
    /// <exception cref="DamagedLogException">The log cannot be decoded to its end.</exception>
    public static long Write(EventLog log, string path, LogCodec codec)
    {
        var fresh = path + ".part";
        long size = 0;
        using (var target = Open(fresh, codec))
        {
            var buffer = new byte[256 * 1024];
            foreach (var open in log.OpenParts())
            {
                using var text = open();
                for (var read = text.Read(buffer, 0, buffer.Length); read > 0; read = text.Read(buffer, 0, buffer.Length))
                {
                    target.Write(buffer, 0, read);
                    size += read;
                }
            }
        }

        File.SetLastWriteTimeUtc(fresh, DateTimeOffset.FromUnixTimeMilliseconds(log.Modified).UtcDateTime);
        File.Move(fresh, path, overwrite: false);
        return size;
    }

    private static Stream Open(string path, LogCodec codec) => codec switch
    {
        LogCodec.Plain => File.Create(path),
        LogCodec.Zstd => new ZstdEncoder(File.Create(path)),
        _ => throw new NotSupportedException($"{codec} is read, not written"),
    };
}
