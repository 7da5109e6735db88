namespace Firesteel.Embedded.ApiServer.Selectors;

/// <summary>Tokens of a label selector; symbols are taken as long as they get.</summary>
internal static class LabelLexer
{
    private const string Symbols = "=!(),><";

    public static List<(LabelToken Token, string Text)> Scan(string text)
    {
        var tokens = new List<(LabelToken, string)>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            if (Symbols.Contains(text[at]))
            {
                at += at + 1 < text.Length && Known(text.AsSpan(at, 2)) != LabelToken.Error ? 2 : 1;
                tokens.Add((Known(text.AsSpan(start, at - start)), text[start..at]));
                continue;
            }

            while (at < text.Length && !char.IsWhiteSpace(text[at]) && !Symbols.Contains(text[at]))
                at++;
            var word = text[start..at];
            tokens.Add((word switch { "in" => LabelToken.In, "notin" => LabelToken.NotIn, _ => LabelToken.Identifier }, word));
        }

        tokens.Add((LabelToken.End, ""));
        return tokens;
    }

    private static LabelToken Known(ReadOnlySpan<char> symbol) => symbol switch
    {
        ")" => LabelToken.Close,
        "," => LabelToken.Comma,
        "!" => LabelToken.Not,
        "==" => LabelToken.DoubleEquals,
        "=" => LabelToken.Equals,
        ">" => LabelToken.Greater,
        "<" => LabelToken.Less,
        "!=" => LabelToken.NotEquals,
        "(" => LabelToken.Open,
        _ => LabelToken.Error,
    };
}
