using System.Text;

namespace Firesteel.History.Events.Readers;

/// <summary>"Stack Trace" as Spark prints it: eight spaces, one frame per line.</summary>
internal static class StackTraceReader
{
    public static string Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterArray())
            return "";
        var text = new StringBuilder();
        while (cursor.NextElement())
        {
            string type = "", method = "";
            string? file = null;
            var line = -1;
            if (!cursor.EnterObject())
                continue;
            while (cursor.NextProperty(out var name))
            {
                if (name.SequenceEqual("Declaring Class"u8))
                    type = cursor.String();
                else if (name.SequenceEqual("Method Name"u8))
                    method = cursor.String();
                else if (name.SequenceEqual("File Name"u8))
                    file = cursor.OptionalString();
                else if (name.SequenceEqual("Line Number"u8))
                    line = cursor.Int();
                else
                    cursor.Skip();
            }

            if (text.Length > 0)
                text.Append('\n');
            var where = line == -2 ? "Native Method" : file is null ? "Unknown Source" : line >= 0 ? $"{file}:{line}" : file;
            text.Append($"        {type}.{method}({where})");
        }

        return text.ToString();
    }
}
