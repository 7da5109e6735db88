using System.IO.Compression;
using Firesteel.History.Listing;
using Firesteel.History.Serving;

namespace Firesteel.History.Rest.Endpoints.Server;

/// <summary>Streams logs as a zip, byte for byte as stored: a single log is one entry, a rolled one a directory.</summary>
internal static class LogArchive
{
    public static RestAnswer Of(HistoryLibrary library, string fileName, IReadOnlyList<LogEntry> entries)
    {
        var logs = entries.Select(library.LogOf).ToList();
        return new RestAnswer(200, "application/octet-stream", default)
        {
            ContentDisposition = $"attachment; filename={fileName}",
            Stream = target =>
            {
                using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
                foreach (var log in logs)
                {
                    if (log.Rolled)
                        zip.CreateEntry(log.Name + "/");
                    foreach (var file in log.All)
                    {
                        using var stored = log.Source.Open(file);
                        using var entry = zip.CreateEntry(file.Path, CompressionLevel.Fastest).Open();
                        stored.CopyTo(entry);
                    }
                }
            },
        };
    }
}
