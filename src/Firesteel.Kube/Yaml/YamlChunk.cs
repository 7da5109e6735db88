using System.Text;
using System.Text.Json;

namespace Firesteel.Kube.Yaml;

/// <summary>
/// A piece of a text that is read on its own, so that an error in one document hides none in the next.
/// </summary>
/// <param name="FirstLine">How many lines stand before it.</param>
internal readonly record struct YamlChunk(string Text, int FirstLine)
{
    /// <summary>Cut at lines that begin with <c>---</c>; a JSON stream (values one after the other) is cut after each value.</summary>
    public static List<YamlChunk> Split(string text) => SplitJson(text) ?? SplitYaml(text);

    private static List<YamlChunk> SplitYaml(string text)
    {
        var chunks = new List<YamlChunk>();
        var (start, startLine, line, onlyDirectives) = (0, 0, 0, true);
        for (var at = 0; at < text.Length; line++)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            var row = text.AsSpan(at, next - at).TrimEnd();
            if (row.StartsWith("---") && (row.Length == 3 || row[3] is ' ' or '\t') && !onlyDirectives)
            {
                chunks.Add(new(text[start..at], startLine));
                (start, startLine, onlyDirectives) = (at, line, true);
            }

            // Directives belong to the document whose marker follows them.
            onlyDirectives &= row.IsEmpty || row[0] is '%' or '#' or '\uFEFF';
            at = next;
        }

        chunks.Add(new(text[start..], startLine));
        return chunks;
    }

    /// <returns>Null when the text is not a stream of several JSON objects; one object alone is read as the YAML that it is.</returns>
    private static List<YamlChunk>? SplitJson(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{") || text.AsSpan().Trim().EndsWith("}") is false)
            return null;
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 1000 });
        var chunks = new List<YamlChunk>();
        var (start, line) = (0, 0);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    continue;
                var end = (int)reader.BytesConsumed;
                chunks.Add(new(Encoding.UTF8.GetString(bytes, start, end - start), line));
                line += bytes.AsSpan(start, end - start).Count((byte)'\n');
                start = end;
            }
        }
        catch (JsonException)
        {
            // What stands behind the last whole value is read as YAML, which says where it breaks.
            if (chunks.Count > 0)
                chunks.Add(new(Encoding.UTF8.GetString(bytes, start, bytes.Length - start), line));
        }

        return chunks.Count > 1 ? chunks : null;
    }
}
