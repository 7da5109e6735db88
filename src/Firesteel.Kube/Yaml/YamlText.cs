namespace Firesteel.Kube.Yaml;

/// <summary>Input quoted in a message: one line, and not longer than a line.</summary>
internal static class YamlText
{
    private const int Longest = 60;

    public static string Quote(string text)
    {
        var shown = text.Length > Longest ? text[..Longest] + "…" : text;
        return $"\"{shown.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t")}\"";
    }
}
