namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Forms that do not evaluate their arguments first: <c>has</c>, loops over lists and maps, <c>cel.bind</c>, optionals.</summary>
internal static class CelMacros
{
    public static bool TryRun(CelNode.Call call, CelScope scope, out object? result)
    {
        var arguments = call.Arguments;
        result = null;
        switch (call.Function, call.Target, arguments.Length)
        {
            case ("has", null, 1):
                result = Has(arguments[0], scope);
                return true;
            case ("bind", CelNode.Ident { Name: "cel" }, 3) when arguments[0] is CelNode.Ident bound:
                result = CelEvaluator.Run(arguments[2], scope.With(bound.Name, CelEvaluator.Run(arguments[1], scope)));
                return true;
            case ("optMap" or "optFlatMap", { } target, 2) when arguments[0] is CelNode.Ident bound:
                if (CelEvaluator.Run(target, scope) is not CelOptional optional)
                    throw CelValues.NoOverload();
                if (!optional.HasValue)
                    result = optional;
                else if (CelEvaluator.Run(arguments[1], scope.With(bound.Name, optional.Value)) is var mapped && call.Function == "optMap")
                    result = CelOptional.Of(mapped);
                else
                    result = mapped;
                return true;
            case ("all" or "exists" or "exists_one" or "existsOne" or "filter" or "map" or "transformList" or "transformMap" or "sortBy", { } target, >= 2)
                when arguments[0] is CelNode.Ident:
                result = Loop(call, CelEvaluator.Run(target, scope), scope);
                return true;
            default:
                return false;
        }
    }

    private static bool Has(CelNode node, CelScope scope)
    {
        if (node is not CelNode.Select select)
            throw new CelException("invalid argument to has() macro");
        return CelEvaluator.Run(select.Operand, scope) switch
        {
            CelMap map => map.TrySelect(select.Field, out _),
            CelOptional { HasValue: true, Value: CelMap map } => map.TrySelect(select.Field, out _),
            CelOptional => false,
            _ => throw CelValues.NoOverload(),
        };
    }

    private static object? Loop(CelNode.Call call, object? range, CelScope scope)
    {
        var first = ((CelNode.Ident)call.Arguments[0]).Name;
        // Two variables are index and item, or key and value.
        var pairs = call.Arguments.Length > 2 && call.Arguments[1] is CelNode.Ident && call.Function is not "map";
        var second = pairs ? ((CelNode.Ident)call.Arguments[1]).Name : null;
        var steps = Steps(range, pairs).Select(step => second is null ? scope.With(first, step.First) : scope.With(first, step.First).With(second, step.Second));
        var body = call.Arguments[pairs ? 2 : 1];
        switch (call.Function)
        {
            case "all":
                return Fold(steps, body, decisive: false);
            case "exists":
                return Fold(steps, body, decisive: true);
            case "exists_one" or "existsOne":
                return steps.Count(step => CelEvaluator.Condition(body, step)) == 1;
            case "filter":
                return steps.Where(step => CelEvaluator.Condition(body, step)).Select(step => step.TryGet(first, out var item) ? item : null).ToList();
            case "sortBy":
                return steps.Select(step => (Key: CelEvaluator.Run(body, step), Item: step.TryGet(first, out var item) ? item : null))
                    .OrderBy(item => item.Key, Comparer<object?>.Create(CelValues.Compare)).Select(item => item.Item).ToList();
            case "transformMap":
                return TransformMap(range, call, first, second, scope);
            default:
                var bodyAt = pairs ? 2 : 1;
                var filter = call.Arguments.Length > bodyAt + 1 ? call.Arguments[bodyAt] : null;
                return steps.Where(step => filter is null || CelEvaluator.Condition(filter, step))
                    .Select(step => CelEvaluator.Run(call.Arguments[^1], step)).ToList();
        }
    }

    private static CelMap TransformMap(object? range, CelNode.Call call, string first, string? second, CelScope scope)
    {
        var entries = new Dictionary<object, object?>();
        foreach (var (key, value) in Steps(range, pairs: true))
        {
            var step = scope.With(first, key);
            if (second is not null)
                step = step.With(second, value);
            if (call.Arguments.Length <= 3 || CelEvaluator.Condition(call.Arguments[2], step))
                entries[key!] = CelEvaluator.Run(call.Arguments[^1], step);
        }

        return new(entries);
    }

    /// <summary>An error counts only when no step decides.</summary>
    private static bool Fold(IEnumerable<CelScope> steps, CelNode body, bool decisive)
    {
        CelException? failure = null;
        foreach (var step in steps)
        {
            try
            {
                if (CelEvaluator.Condition(body, step) == decisive)
                    return decisive;
            }
            catch (CelException exception)
            {
                failure ??= exception;
            }
        }

        return failure is null ? !decisive : throw failure;
    }

    private static IEnumerable<(object? First, object? Second)> Steps(object? range, bool pairs) => range switch
    {
        List<object?> list => list.Select((item, index) => pairs ? ((object?)(long)index, item) : (item, null)),
        CelMap map => map.Keys.Select(key => ((object?)key, pairs && map.TryGet(key, out var value) ? value : null)),
        _ => throw CelValues.NoOverload(),
    };
}
