using System.Collections.Immutable;
using System.Text;

namespace Firesteel.Embedded.ApiServer.Selectors;

/// <summary>A field selector in its text form: <c>metadata.name=x,status.phase!=Running</c>.</summary>
internal sealed record FieldSelector(ImmutableArray<FieldSelector.Term> Terms)
{
    public static FieldSelector Everything { get; } = new([]);

    public bool IsEverything => Terms.IsEmpty;

    /// <summary>The value that a selector pins a field to, such as the one name a watch is about.</summary>
    public string? ExactValueOf(string field) => Terms.FirstOrDefault(term => term.Field == field && term.Equal)?.Value;

    /// <param name="valueOf">The value of a field as text; empty when the object has none.</param>
    public bool Matches(Func<string, string> valueOf)
    {
        foreach (var term in Terms)
        {
            if (string.Equals(valueOf(term.Field), term.Value, StringComparison.Ordinal) != term.Equal)
                return false;
        }

        return true;
    }

    /// <exception cref="SelectorException">With a real server's text.</exception>
    public static FieldSelector Parse(string text)
    {
        if (string.IsNullOrEmpty(text))
            return Everything;
        var terms = ImmutableArray.CreateBuilder<Term>();
        foreach (var part in Split(text))
        {
            if (part.Length == 0)
                continue;
            var term = ParseTerm(part) ?? throw new SelectorException($"invalid selector: '{text}'; can't understand '{part}'");
            // Neither field nor value: that selects everything.
            if (term.Field.Length + term.Value.Length > 0)
                terms.Add(term);
        }

        return new(terms.ToImmutable());
    }

    private static Term? ParseTerm(string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            var rest = part.AsSpan(i);
            if (rest.StartsWith("!="))
                return new(part[..i], Equal: false, Unescape(part[(i + 2)..]));
            if (rest.StartsWith("=="))
                return new(part[..i], Equal: true, Unescape(part[(i + 2)..]));
            if (rest[0] == '=')
                return new(part[..i], Equal: true, Unescape(part[(i + 1)..]));
        }

        return null;
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static string Unescape(string value)
    {
        if (value.AsSpan().IndexOfAny('\\', ',', '=') < 0)
            return value;
        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                if (++i == value.Length || value[i] is not ('\\' or ',' or '='))
                    throw new SelectorException($"invalid field selector: invalid escape sequence: {value[(i - 1)..Math.Min(i + 1, value.Length)]}");
            }
            else if (value[i] is ',' or '=')
            {
                throw new SelectorException($"invalid field selector: unescaped character in value: {(int)value[i]}");
            }

            plain.Append(value[i]);
        }

        return plain.ToString();
    }

    internal sealed record Term(string Field, bool Equal, string Value);
}
