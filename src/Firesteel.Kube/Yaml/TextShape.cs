namespace Firesteel.Kube.Yaml;

/// <summary>How a text may be written, from one look at its characters. The rules are libyaml's, which Kubernetes' tools print with.</summary>
internal readonly record struct TextShape(bool Multiline, bool Plain, bool SingleQuoted, bool Block)
{
    public static TextShape Of(string text)
    {
        if (text.Length == 0)
            return new(false, true, true, false);
        var indicators = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        var (lineBreaks, special, breakThenSpace, spaceThenBreak) = (false, false, false, false);
        var (afterSpace, afterBreak, afterBlank) = (false, false, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var beforeBlank = i + 1 >= text.Length || text[i + 1] is ' ' or '\t';
            indicators |= i == 0
                ? c is '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`'
                    || (c is '?' or ':' or '-' && beforeBlank)
                : (c == ':' && beforeBlank) || (c == '#' && afterBlank);
            special |= !IsPrintable(c);
            if (c == ' ')
            {
                breakThenSpace |= afterBreak;
                (afterSpace, afterBreak) = (true, false);
            }
            else if (IsBreak(c))
            {
                lineBreaks = true;
                spaceThenBreak |= afterSpace;
                (afterSpace, afterBreak) = (false, true);
            }
            else
            {
                (afterSpace, afterBreak) = (false, false);
            }

            afterBlank = c is ' ' or '\t' or '\0' || IsBreak(c);
        }

        var edges = text[0] == ' ' || text[^1] == ' ' || IsBreak(text[0]) || IsBreak(text[^1]);
        var unquotable = spaceThenBreak || special;
        return new(
            lineBreaks,
            Plain: !edges && !breakThenSpace && !unquotable && !lineBreaks && !indicators,
            SingleQuoted: !breakThenSpace && !unquotable,
            Block: text[^1] != ' ' && !unquotable);
    }

    public static bool IsBreak(char c) => c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Characters beyond the first plane come as surrogates and are escaped, as libyaml does.</summary>
    public static bool IsPrintable(char c) =>
        c is '\n' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD' and not '\uFEFF');
}
