namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Runs a parsed expression.</summary>
internal static class CelEvaluator
{
    /// <exception cref="CelException">The expression fails.</exception>
    public static object? Run(CelNode node, CelScope scope)
    {
        scope.Spend(1);
        switch (node)
        {
            case CelNode.Literal literal:
                return literal.Value;
            case CelNode.Ident ident:
                return Identifier(ident, scope);
            case CelNode.Select select:
                return Select(select, scope);
            case CelNode.Index index:
                return Index(index, scope);
            case CelNode.ListOf list:
                return List(list, scope);
            case CelNode.MapOf map:
                return Map(map, scope);
            case CelNode.Operator op:
                return CelOperators.Run(op, scope);
            case CelNode.Call call:
                return Call(call, scope);
            default:
                throw new CelException("unknown expression");
        }
    }

    public static bool Condition(CelNode node, CelScope scope) => Run(node, scope) is bool value ? value : throw CelValues.NoOverload();

    private static object? Identifier(CelNode.Ident ident, CelScope scope)
    {
        if (scope.TryGet(ident.Name, out var value))
            return value;
        return ident.Name switch
        {
            "int" or "uint" or "double" or "bool" or "string" or "bytes" or "list" or "map" or "type" or "null_type" => new CelType(ident.Name),
            _ => throw new CelException($"no such attribute(s): {ident.Name}"),
        };
    }

    private static object? Select(CelNode.Select select, CelScope scope)
    {
        var operand = Run(select.Operand, scope);
        if (operand is CelOptional optional)
            return optional.HasValue && optional.Value is CelMap inner && inner.TrySelect(select.Field, out var found) ? CelOptional.Of(found) : CelOptional.None;
        if (operand is not CelMap map)
            throw CelValues.NoOverload();
        var exists = map.TrySelect(select.Field, out var value);
        if (select.Optional)
            return exists ? CelOptional.Of(value) : CelOptional.None;
        return exists ? value : throw new CelException($"no such key: {CelMap.Unescape(select.Field)}");
    }

    private static object? Index(CelNode.Index index, CelScope scope)
    {
        var operand = Run(index.Operand, scope);
        var key = Run(index.Key, scope);
        if (operand is CelOptional optional)
            return optional.HasValue && TryIndex(optional.Value, key, out var found) ? CelOptional.Of(found) : CelOptional.None;
        var exists = TryIndex(operand, key, out var value);
        if (index.Optional)
            return exists ? CelOptional.Of(value) : CelOptional.None;
        return exists ? value : throw new CelException(operand is CelMap ? $"no such key: {key}" : $"index out of bounds: {key}");
    }

    private static bool TryIndex(object? operand, object? key, out object? value)
    {
        switch (operand)
        {
            case CelMap map:
                return map.TryGet(key, out value);
            case List<object?> list when key is long or ulong or double:
                var at = Convert.ToDouble(key);
                value = null;
                if (at < 0 || at >= list.Count || Math.Floor(at) != at)
                    return false;
                value = list[(int)at];
                return true;
            default:
                throw CelValues.NoOverload();
        }
    }

    private static List<object?> List(CelNode.ListOf list, CelScope scope)
    {
        var items = new List<object?>(list.Items.Length);
        foreach (var item in list.Items)
            items.Add(Run(item, scope));
        return items;
    }

    private static CelMap Map(CelNode.MapOf map, CelScope scope)
    {
        var entries = new Dictionary<object, object?>();
        foreach (var (key, value) in map.Entries)
        {
            if (!entries.TryAdd(Run(key, scope) ?? throw CelValues.NoOverload(), Run(value, scope)))
                throw new CelException("Failed with repeated key");
        }

        return new(entries);
    }

    private static object? Call(CelNode.Call call, CelScope scope)
    {
        if (CelMacros.TryRun(call, scope, out var result))
            return result;
        var name = call.Function;
        object? target = null;
        var hasTarget = call.Target is not null;
        // A function of a library is written like a method of its name.
        if (call.Target is CelNode.Ident library && !scope.TryGet(library.Name, out _) && CelLibrary.IsNamespace(library.Name))
            (name, hasTarget) = ($"{library.Name}.{name}", false);
        else if (call.Target is not null)
            target = Run(call.Target, scope);
        var arguments = new object?[call.Arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = Run(call.Arguments[index], scope);
        scope.Spend(SizeOf(target) + arguments.Sum(SizeOf));
        return CelLibrary.TryCall(name, hasTarget, target, arguments, out result) ? result : throw CelValues.NoOverload();
    }

    /// <summary>What a function may have to look at.</summary>
    private static long SizeOf(object? value) => value switch { string text => text.Length / 10, List<object?> list => list.Count, _ => 0 };
}
