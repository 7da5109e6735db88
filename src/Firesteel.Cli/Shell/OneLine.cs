using System.Globalization;
using System.Text;

namespace Firesteel.Cli.Shell;

/// <summary>Names that strangers gave, on one line: a key may hold line ends, and what a terminal takes for commands.</summary>
internal static class OneLine
{
    public static string Of(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var line = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            line.Append(character switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }

        return line.ToString();
    }
}
