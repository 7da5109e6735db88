namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Lists and sets.</summary>
internal static class ListFunctions
{
    public static bool TryCall(string name, bool hasTarget, object? target, object?[] arguments, out object? result)
    {
        result = (name, target, arguments) switch
        {
            ("sets.contains", _, [List<object?> all, List<object?> part]) => part.All(item => Has(all, item)),
            ("sets.equivalent", _, [List<object?> a, List<object?> b]) => a.All(item => Has(b, item)) && b.All(item => Has(a, item)),
            ("sets.intersects", _, [List<object?> a, List<object?> b]) => a.Any(item => Has(b, item)),
            ("lists.range", _, [long count]) => Enumerable.Range(0, (int)Math.Clamp(count, 0, 100_000)).Select(index => (object?)(long)index).ToList(),
            ("isSorted", List<object?> list, []) => list.Zip(list.Skip(1)).All(pair => CelValues.Compare(pair.First, pair.Second) <= 0),
            ("sum", List<object?> list, []) => Sum(list),
            ("min", List<object?> list, []) => Extreme(list, -1, "min"),
            ("max", List<object?> list, []) => Extreme(list, 1, "max"),
            ("indexOf", List<object?> list, [var item]) => (long)list.FindIndex(other => CelValues.Same(item, other)),
            ("lastIndexOf", List<object?> list, [var item]) => (long)list.FindLastIndex(other => CelValues.Same(item, other)),
            ("distinct", List<object?> list, []) => Distinct(list),
            ("reverse", List<object?> list, []) => Enumerable.Reverse(list).ToList(),
            ("sort", List<object?> list, []) => list.OrderBy(item => item, Comparer<object?>.Create(CelValues.Compare)).ToList(),
            ("flatten", List<object?> list, []) => list.SelectMany(item => item as List<object?> ?? [item]).ToList(),
            ("slice", List<object?> list, [long from, long to]) => from >= 0 && from <= to && to <= list.Count
                ? list[(int)from..(int)to] : throw new CelException($"cannot slice({from}, {to}) list of {list.Count} elements"),
            ("first", List<object?> list, []) => list.Count > 0 ? CelOptional.Of(list[0]) : CelOptional.None,
            ("last", List<object?> list, []) => list.Count > 0 ? CelOptional.Of(list[^1]) : CelOptional.None,
            _ => ConversionFunctions.Unknown,
        };
        _ = hasTarget;
        return !ReferenceEquals(result, ConversionFunctions.Unknown);
    }

    private static bool Has(List<object?> list, object? item) => list.Any(other => CelValues.Same(item, other));

    private static List<object?> Distinct(List<object?> list)
    {
        var result = new List<object?>();
        foreach (var item in list)
        {
            if (!Has(result, item))
                result.Add(item);
        }

        return result;
    }

    private static object Sum(List<object?> list)
    {
        if (list.Count == 0)
            return 0L;
        try
        {
            return list[0] switch
            {
                long => list.Aggregate(0L, (sum, item) => checked(sum + (item as long? ?? throw CelValues.NoOverload()))),
                ulong => list.Aggregate(0UL, (sum, item) => checked(sum + (item as ulong? ?? throw CelValues.NoOverload()))),
                double => list.Sum(item => item as double? ?? throw CelValues.NoOverload()),
                CelDuration => new CelDuration(list.Aggregate(0L, (sum, item) => checked(sum + (item as CelDuration? ?? throw CelValues.NoOverload()).Nanos))),
                _ => throw CelValues.NoOverload(),
            };
        }
        catch (OverflowException)
        {
            throw new CelException("integer overflow");
        }
    }

    private static object? Extreme(List<object?> list, int sign, string name)
    {
        if (list.Count == 0)
            throw new CelException($"{name} called on empty list");
        return list.Aggregate((best, item) => CelValues.Compare(item, best) * sign > 0 ? item : best);
    }
}
