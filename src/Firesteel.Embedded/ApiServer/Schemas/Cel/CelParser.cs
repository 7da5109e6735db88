using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Recursive descent over CEL's grammar.</summary>
internal sealed class CelParser
{
    private const int MaxDepth = 250;
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">=", "in"], ["+", "-"], ["*", "/", "%"]];

    private readonly List<CelToken> _tokens;
    private int _at;
    private int _depth;

    private CelParser(string source) => _tokens = CelLexer.Read(source);

    private CelToken Current => _tokens[_at];

    /// <exception cref="CelException">With a position.</exception>
    public static CelNode Parse(string source)
    {
        var parser = new CelParser(source);
        var node = parser.Expression();
        return parser.Current.Kind == 'e' ? node : throw parser.Unexpected();
    }

    private CelNode Expression()
    {
        if (++_depth > MaxDepth)
            throw new CelException($"expression recursion limit exceeded: {MaxDepth}", Current.Position);
        var condition = Binary(0);
        if (Current is { Kind: 'o', Text: "?" } question)
        {
            _at++;
            var then = Binary(0);
            Expect(":");
            condition = new CelNode.Operator("?:", [condition, then, Expression()], question.Position);
        }

        _depth--;
        return condition;
    }

    private CelNode Binary(int level)
    {
        if (level == Levels.Length)
            return Unary();
        var left = Binary(level + 1);
        while (Current is { Kind: 'o' or 'i' } op && Levels[level].Contains(op.Text))
        {
            _at++;
            left = new CelNode.Operator(op.Text, [left, Binary(level + 1)], op.Position);
        }

        return left;
    }

    private CelNode Unary()
    {
        if (Current is not { Kind: 'o', Text: "!" or "-" } op)
            return Member();
        _at++;
        var operand = Unary();
        if (op.Text == "-" && operand is CelNode.Literal { Value: long or double } number)
            return new CelNode.Literal(number.Value is long whole ? unchecked(-whole) : -(double)number.Value, op.Position);
        return new CelNode.Operator(op.Text, [operand], op.Position);
    }

    private CelNode Member()
    {
        var node = Primary();
        while (Current.Kind == 'o')
        {
            var token = Current;
            if (token.Text == ".")
            {
                _at++;
                var optional = Take("?");
                var name = Identifier();
                if (Current is { Kind: 'o', Text: "(" } open && !optional)
                {
                    _at++;
                    node = new CelNode.Call(node, name, Arguments(")"), open.Position);
                }
                else
                {
                    node = new CelNode.Select(node, name, optional, token.Position);
                }
            }
            else if (token.Text == "[")
            {
                _at++;
                var optional = Take("?");
                var key = Expression();
                Expect("]");
                node = new CelNode.Index(node, key, optional, token.Position);
            }
            else
            {
                break;
            }
        }

        return node;
    }

    private CelNode Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case 'n' or 's' or 'b':
                _at++;
                return new CelNode.Literal(token.Value, token.Position);
            case 'i':
                _at++;
                switch (token.Text)
                {
                    case "true":
                        return new CelNode.Literal(true, token.Position);
                    case "false":
                        return new CelNode.Literal(false, token.Position);
                    case "null":
                        return new CelNode.Literal(null, token.Position);
                }

                if (Current is { Kind: 'o', Text: "(" } open)
                {
                    _at++;
                    return new CelNode.Call(null, token.Text, Arguments(")"), open.Position);
                }

                return new CelNode.Ident(token.Text, token.Position);
            case 'o' when token.Text == "(":
                _at++;
                var inner = Expression();
                Expect(")");
                return inner;
            case 'o' when token.Text == "[":
                _at++;
                return new CelNode.ListOf(Arguments("]"), token.Position);
            case 'o' when token.Text == "{":
                _at++;
                return Map(token.Position);
            default:
                throw Unexpected();
        }
    }

    private CelNode.MapOf Map(int position)
    {
        var entries = ImmutableArray.CreateBuilder<(CelNode, CelNode)>();
        while (!Take("}"))
        {
            var key = Expression();
            Expect(":");
            entries.Add((key, Expression()));
            if (!Take(","))
            {
                Expect("}");
                break;
            }
        }

        return new(entries.ToImmutable(), position);
    }

    private ImmutableArray<CelNode> Arguments(string close)
    {
        var arguments = ImmutableArray.CreateBuilder<CelNode>();
        while (!Take(close))
        {
            arguments.Add(Expression());
            if (!Take(","))
            {
                Expect(close);
                break;
            }
        }

        return arguments.ToImmutable();
    }

    private string Identifier()
    {
        var token = Current;
        if (token.Kind != 'i')
            throw Unexpected();
        _at++;
        return token.Text;
    }

    private bool Take(string symbol)
    {
        if (Current.Kind != 'o' || Current.Text != symbol)
            return false;
        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
            throw Unexpected();
    }

    private CelException Unexpected() => new(
        Current.Kind == 'e' ? "Syntax error: mismatched input '<EOF>'" : $"Syntax error: mismatched input '{(Current.Text.Length > 0 ? Current.Text : Current.Value)}'", Current.Position);
}
