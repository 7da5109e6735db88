using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.PodLogs;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>What a container left to be read: its termination file, else (where asked for) the end of its log.</summary>
internal static class TerminationMessage
{
    private const int LongestFile = 4096;
    private const int LongestLog = 2048;
    private const int MostLines = 80;

    public static string? Read(JsonObject spec, string file, string log, int exitCode)
    {
        var text = File.Exists(file) ? Encoding.UTF8.GetString(Tail(file, LongestFile)) : "";
        if (text.Length > 0)
            return text;
        return exitCode != 0 && spec.Text("terminationMessagePolicy") == "FallbackToLogsOnError" && File.Exists(log) ? LogTail(log) : null;
    }

    private static string LogTail(string log)
    {
        var lines = new List<string>();
        // Frames take room of their own: twice the length surely holds the last lines.
        foreach (var entry in Encoding.UTF8.GetString(Tail(log, 4 * LongestLog)).Split('\n'))
        {
            if (LogFraming.TryRead(Encoding.UTF8.GetBytes(entry), out _, out var text, out _))
                lines.Add(Encoding.UTF8.GetString(text) + "\n");
        }

        var tail = string.Concat(lines.TakeLast(MostLines));
        return tail.Length > LongestLog ? tail[^LongestLog..] : tail;
    }

    private static byte[] Tail(string file, int length)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Max(0, stream.Length - length);
        var bytes = new byte[stream.Length - stream.Position];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
