using System.Collections.Immutable;
using System.Globalization;

namespace Firesteel.Embedded.ApiServer.Selectors;

/// <summary>The grammar of label selectors, with the error texts of a real server.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private const string Operators = "in, notin, =, ==, !=, gt, lt";
    private readonly List<(LabelToken Token, string Text)> _tokens = LabelLexer.Scan(text);
    private int _at;

    public ImmutableArray<LabelRequirement> Parse()
    {
        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        while (true)
        {
            var (token, text) = Peek();
            if (token == LabelToken.End)
                return requirements.ToImmutable();
            if (token is not (LabelToken.Identifier or LabelToken.Not))
                throw new SelectorException($"found '{text}', expected: !, identifier, or 'end of string'");
            try
            {
                requirements.Add(Requirement());
            }
            catch (SelectorException e)
            {
                throw new SelectorException($"unable to parse requirement: {e.Message}");
            }

            (token, text) = Next();
            if (token == LabelToken.End)
                return requirements.ToImmutable();
            if (token != LabelToken.Comma)
                throw new SelectorException($"found '{text}', expected: ',' or 'end of string'");
            if (Peek() is var (after, found) && after is not (LabelToken.Identifier or LabelToken.Not))
                throw new SelectorException($"found '{found}', expected: identifier after ','");
        }
    }

    private LabelRequirement Requirement()
    {
        var negated = false;
        var (token, key) = Next();
        if (token == LabelToken.Not)
        {
            negated = true;
            (token, key) = Next();
        }

        if (token != LabelToken.Identifier)
            throw new SelectorException($"found '{key}', expected: identifier");
        LabelSyntax.CheckKey(key);
        if (negated || Peek().Token is LabelToken.End or LabelToken.Comma)
            return new(key, negated ? LabelOperator.DoesNotExist : LabelOperator.Exists, []);

        var (symbol, found) = _tokens[_at++];
        LabelOperator? means = symbol switch
        {
            LabelToken.In or LabelToken.Equals or LabelToken.DoubleEquals => LabelOperator.In,
            LabelToken.NotIn or LabelToken.NotEquals => LabelOperator.NotIn,
            LabelToken.Greater => LabelOperator.GreaterThan,
            LabelToken.Less => LabelOperator.LessThan,
            _ => null,
        };
        if (means is not { } op)
            throw new SelectorException($"found '{found}', expected: {Operators}");
        var values = symbol is LabelToken.In or LabelToken.NotIn ? Values() : [ExactValue()];
        return Checked(new(key, op, values));
    }

    private static LabelRequirement Checked(LabelRequirement requirement)
    {
        for (var i = 0; i < requirement.Values.Length; i++)
        {
            var value = requirement.Values[i];
            if (requirement.Operator is LabelOperator.GreaterThan or LabelOperator.LessThan
                && !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                throw new SelectorException($"values[{i}]: Invalid value: \"{value}\": for 'Gt', 'Lt' operators, the value must be an integer");
            LabelSyntax.CheckValue(value, $"values[{i}][{requirement.Key}]");
        }

        return requirement;
    }

    private ImmutableArray<string> Values()
    {
        var (token, text) = Next();
        if (token != LabelToken.Open)
            throw new SelectorException($"found '{text}' expected: '('");
        var values = new SortedSet<string>(StringComparer.Ordinal);
        (token, text) = Peek();
        if (token == LabelToken.Close)
        {
            Next();
            return [""];
        }

        if (token is not (LabelToken.Identifier or LabelToken.Comma))
            throw new SelectorException($"found '{text}', expected: ',', ')' or identifier");
        Identifiers(values);
        (token, text) = Next();
        return token == LabelToken.Close ? [.. values] : throw new SelectorException($"found '{text}', expected: ')'");
    }

    private void Identifiers(SortedSet<string> values)
    {
        while (true)
        {
            var (token, text) = Next();
            if (token == LabelToken.Identifier)
            {
                values.Add(text);
                var (after, found) = Peek();
                if (after == LabelToken.Close)
                    return;
                if (after != LabelToken.Comma)
                    throw new SelectorException($"found '{found}', expected: ',' or ')'");
            }
            else if (token == LabelToken.Comma)
            {
                if (values.Count == 0)
                    values.Add("");
                var after = Peek().Token;
                if (after == LabelToken.Close)
                {
                    values.Add("");
                    return;
                }

                if (after == LabelToken.Comma)
                {
                    Next();
                    values.Add("");
                }
            }
            else
            {
                throw new SelectorException($"found '{text}', expected: ',', or identifier");
            }
        }
    }

    private string ExactValue()
    {
        if (Peek().Token is LabelToken.End or LabelToken.Comma)
            return "";
        var (token, text) = Next();
        return token == LabelToken.Identifier ? text : throw new SelectorException($"found '{text}', expected: identifier");
    }

    /// <summary>Where a value or key can stand, <c>in</c> and <c>notin</c> are ordinary words.</summary>
    private (LabelToken Token, string Text) Peek()
    {
        var (token, text) = _tokens[Math.Min(_at, _tokens.Count - 1)];
        return (token is LabelToken.In or LabelToken.NotIn ? LabelToken.Identifier : token, text);
    }

    private (LabelToken Token, string Text) Next()
    {
        var next = Peek();
        _at++;
        return next;
    }
}
