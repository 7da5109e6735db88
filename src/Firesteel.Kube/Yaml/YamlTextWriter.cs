using System.Text;

namespace Firesteel.Kube.Yaml;

/// <summary>Writes one text in the style that libyaml would choose for it.</summary>
internal sealed class YamlTextWriter
{
    private const int BestWidth = 80;
    private readonly StringBuilder output = new();
    private int column;

    public void Write(string text)
    {
        output.Append(text);
        column += text.Length;
    }

    public void Line()
    {
        // A text that ends in a block scalar has ended its line already.
        if (column == 0 && output.Length > 0)
            return;
        output.Append('\n');
        column = 0;
    }

    public void Indent(int width)
    {
        output.Append(' ', width);
        column = width;
    }

    /// <param name="indent">Of the lines behind the first.</param>
    /// <param name="isSimpleKey">On one line and never as a block.</param>
    public void Text(string text, int indent, bool isSimpleKey = false)
    {
        var shape = TextShape.Of(text);
        var isPlainText = text.Length > 0 && YamlScalars.Resolve(text).Kind == YamlKind.Text && !YamlScalars.IsBase60(text) && !YamlScalars.IsTimestamp(text)
            && !(isSimpleKey && IsMisreadAsKey(text));
        if (text.Contains('\n') && shape.Block && !isSimpleKey)
            Block(text, indent);
        else if (text.Contains('\n') || !isPlainText || (isSimpleKey && shape.Multiline) || (!shape.Plain && !shape.SingleQuoted))
            DoubleQuoted(text, indent, folds: !isSimpleKey);
        else if (shape.Plain)
            Folded(text, indent, folds: !isSimpleKey, quote: false);
        else
            Folded(text, indent, folds: !isSimpleKey, quote: true);
    }

    public override string ToString() => output.ToString();

    /// <summary>Go prints these plain and then reads a merge, and the parser here takes the second for a text: both are safe in quotes.</summary>
    private static bool IsMisreadAsKey(string text) => text == "<<" || text.Contains(" *", StringComparison.Ordinal);

    private void Block(string text, int indent)
    {
        Write("|");
        if (text[0] == ' ' || TextShape.IsBreak(text[0]))
            Write("2");
        if (!TextShape.IsBreak(text[^1]))
            Write("-");
        else if (text.Length == 1 || TextShape.IsBreak(text[^2]))
            Write("+");
        Break('\n');
        foreach (var c in text)
        {
            if (TextShape.IsBreak(c))
            {
                Break(c);
                continue;
            }

            if (column == 0)
                Indent(indent);
            Put(c);
        }
    }

    private void Folded(string text, int indent, bool folds, bool quote)
    {
        var (afterSpace, afterBreak) = (false, false);
        if (quote)
            Put('\'');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ' ')
            {
                if (folds && !afterSpace && column > BestWidth && i > 0 && i < text.Length - 1 && text[i + 1] != ' ')
                    Fold(indent);
                else
                    Put(c);
                afterSpace = true;
                continue;
            }

            if (TextShape.IsBreak(c))
            {
                Break(c);
                afterBreak = true;
                continue;
            }

            if (afterBreak)
                Indent(indent);
            if (quote && c == '\'')
                Put(c);
            Put(c);
            (afterSpace, afterBreak) = (false, false);
        }

        if (quote)
            Put('\'');
    }

    private void DoubleQuoted(string text, int indent, bool folds)
    {
        var afterSpace = false;
        Put('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ' ')
            {
                if (folds && !afterSpace && column > BestWidth && i > 0 && i < text.Length - 1)
                {
                    Fold(indent);
                    if (text[i + 1] == ' ')
                        Put('\\');
                }
                else
                {
                    Put(c);
                }

                afterSpace = true;
                continue;
            }

            afterSpace = false;
            if (!TextShape.IsPrintable(c) || TextShape.IsBreak(c) || c is '"' or '\\')
                i += Escape(text, i) - 1;
            else
                Put(c);
        }

        Put('"');
    }

    /// <returns>How many UTF-16 units were written.</returns>
    private int Escape(string text, int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
            rune = Rune.ReplacementChar;
        Write(rune.Value switch
        {
            0x00 => "\\0",
            0x07 => "\\a",
            0x08 => "\\b",
            0x09 => "\\t",
            0x0A => "\\n",
            0x0B => "\\v",
            0x0C => "\\f",
            0x0D => "\\r",
            0x1B => "\\e",
            0x22 => "\\\"",
            0x5C => "\\\\",
            0x85 => "\\N",
            0xA0 => "\\_",
            0x2028 => "\\L",
            0x2029 => "\\P",
            <= 0xFF => $"\\x{rune.Value:X2}",
            <= 0xFFFF => $"\\u{rune.Value:X4}",
            _ => $"\\U{rune.Value:X8}",
        });
        return rune.Utf16SequenceLength;
    }

    private void Fold(int indent)
    {
        Break('\n');
        Indent(indent);
    }

    private void Break(char c)
    {
        output.Append(c);
        column = 0;
    }

    private void Put(char c)
    {
        output.Append(c);
        column++;
    }
}
