namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Operators. <c>&amp;&amp;</c> and <c>||</c> are indifferent to an error on the side that does not decide.</summary>
internal static class CelOperators
{
    public static object? Run(CelNode.Operator op, CelScope scope)
    {
        switch (op.Symbol)
        {
            case "&&":
                return Logic(op, scope, decisive: false);
            case "||":
                return Logic(op, scope, decisive: true);
            case "?:":
                return CelEvaluator.Run(op.Operands[CelEvaluator.Condition(op.Operands[0], scope) ? 1 : 2], scope);
            case "!":
                return !CelEvaluator.Condition(op.Operands[0], scope);
        }

        var left = CelEvaluator.Run(op.Operands[0], scope);
        if (op.Operands.Length == 1)
            return Negate(left);
        var right = CelEvaluator.Run(op.Operands[1], scope);
        return op.Symbol switch
        {
            "==" => CelValues.Same(left, right),
            "!=" => !CelValues.Same(left, right),
            "<" => CelValues.Compare(left, right) is -1 or < -2,
            "<=" => CelValues.Compare(left, right) is 0 or -1 or < -2,
            ">" => CelValues.Compare(left, right) > 0,
            ">=" => CelValues.Compare(left, right) >= 0,
            "in" => In(left, right),
            "+" => Add(left, right, scope),
            "-" => Subtract(left, right),
            _ => Multiply(op.Symbol, left, right),
        };
    }

    private static object Logic(CelNode.Operator op, CelScope scope, bool decisive)
    {
        CelException? failure = null;
        foreach (var operand in op.Operands)
        {
            try
            {
                if (CelEvaluator.Condition(operand, scope) == decisive)
                    return decisive;
            }
            catch (CelException exception)
            {
                failure ??= exception;
            }
        }

        return failure is null ? !decisive : throw failure;
    }

    private static object Negate(object? value) => value switch
    {
        long.MinValue => throw Overflow(),
        long whole => -whole,
        double real => -real,
        CelDuration duration => new CelDuration(-duration.Nanos),
        _ => throw CelValues.NoOverload(),
    };

    private static bool In(object? item, object? container) => container switch
    {
        List<object?> list => list.Any(other => CelValues.Same(item, other)),
        CelMap map => map.TryGet(item, out _),
        _ => throw CelValues.NoOverload(),
    };

    private static object Add(object? left, object? right, CelScope scope)
    {
        switch (left, right)
        {
            case (long a, long b):
                return Checked(() => checked(a + b));
            case (ulong a, ulong b):
                return Checked(() => checked(a + b));
            case (double a, double b):
                return a + b;
            case (string a, string b):
                scope.Spend((a.Length + b.Length) / 10);
                return a + b;
            case (byte[] a, byte[] b):
                return (byte[])[.. a, .. b];
            case (List<object?> a, List<object?> b):
                scope.Spend(a.Count + b.Count);
                return (List<object?>)[.. a, .. b];
            case (DateTimeOffset time, CelDuration span):
                return Shift(time, span.Nanos);
            case (CelDuration span, DateTimeOffset time):
                return Shift(time, span.Nanos);
            case (CelDuration a, CelDuration b):
                return Checked(() => new CelDuration(checked(a.Nanos + b.Nanos)));
            default:
                throw CelValues.NoOverload();
        }
    }

    private static object Subtract(object? left, object? right) => (left, right) switch
    {
        (long a, long b) => Checked(() => checked(a - b)),
        (ulong a, ulong b) => Checked(() => checked(a - b)),
        (double a, double b) => a - b,
        (DateTimeOffset a, DateTimeOffset b) => new CelDuration((a.UtcTicks - b.UtcTicks) * 100),
        (DateTimeOffset time, CelDuration span) => Shift(time, -span.Nanos),
        (CelDuration a, CelDuration b) => Checked(() => new CelDuration(checked(a.Nanos - b.Nanos))),
        _ => throw CelValues.NoOverload(),
    };

    private static object Multiply(string symbol, object? left, object? right)
    {
        switch (symbol, left, right)
        {
            case ("*", long a, long b):
                return Checked(() => checked(a * b));
            case ("*", ulong a, ulong b):
                return Checked(() => checked(a * b));
            case ("*", double a, double b):
                return a * b;
            case ("/", double a, double b):
                return a / b;
            case ("/", long or ulong, 0L or 0UL):
                throw new CelException("division by zero");
            case ("%", long or ulong, 0L or 0UL):
                throw new CelException("modulus by zero");
            case ("/" or "%", long.MinValue, -1L):
                throw Overflow();
            case ("/", long a, long b):
                return a / b;
            case ("/", ulong a, ulong b):
                return a / b;
            case ("%", long a, long b):
                return a % b;
            case ("%", ulong a, ulong b):
                return a % b;
            default:
                throw CelValues.NoOverload();
        }
    }

    private static object Shift(DateTimeOffset time, long nanos)
    {
        try
        {
            return time.AddTicks(nanos / 100);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new CelException("timestamp overflow");
        }
    }

    private static object Checked<T>(Func<T> compute)
        where T : struct
    {
        try
        {
            return compute();
        }
        catch (OverflowException)
        {
            throw Overflow();
        }
    }

    private static CelException Overflow() => new("integer overflow");
}
