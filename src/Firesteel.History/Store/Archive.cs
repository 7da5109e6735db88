namespace Firesteel.History.Store;

/// <summary>
/// One description serves writing and reading: a record says <c>Name = archive.Text(Name)</c> for each field, and the archive
/// either writes what it is given or gives what it reads.
/// </summary>
internal abstract class Archive
{
    public abstract bool Reading { get; }

    public abstract long Value(long value);

    public abstract string? OptionalText(string? value);

    public abstract byte[] Bytes(byte[] value);

    public int Value(int value) => (int)Value((long)value);

    public bool Value(bool value) => Value(value ? 1L : 0L) != 0;

    public double Value(double value) => BitConverter.Int64BitsToDouble(Value(BitConverter.DoubleToInt64Bits(value)));

    public string Text(string value) => OptionalText(value) ?? "";

    public TEnum Value<TEnum>(TEnum value)
        where TEnum : struct, Enum => (TEnum)Enum.ToObject(typeof(TEnum), Value(Convert.ToInt64(value)));

    public int? Value(int? value)
    {
        if (!Value(value.HasValue))
            return null;
        return Value(value.GetValueOrDefault());
    }

    public long[] Values(long[] values)
    {
        var count = Count(values.Length);
        var result = Reading ? new long[count] : values;
        for (var i = 0; i < result.Length; i++)
            result[i] = Value(result[i]);
        return result;
    }

    public long[]? OptionalValues(long[]? values) => Value(values is not null) ? Values(values ?? []) : null;

    public int[] Values(int[] values)
    {
        var count = Count(values.Length);
        var result = Reading ? new int[count] : values;
        for (var i = 0; i < result.Length; i++)
            result[i] = Value(result[i]);
        return result;
    }

    public string[] Texts(string[] values)
    {
        var count = Count(values.Length);
        var result = Reading ? new string[count] : values;
        for (var i = 0; i < result.Length; i++)
            result[i] = Text(result[i]);
        return result;
    }

    /// <summary>A list whose items describe themselves; reading replaces what was in it.</summary>
    public void List<T>(List<T> items, Func<T> create, Action<T, Archive> describe)
    {
        var count = Count(items.Count);
        if (Reading)
            items.Clear();
        for (var i = 0; i < count; i++)
        {
            if (Reading)
                items.Add(create());
            describe(items[i], this);
        }
    }

    public void Integers(ICollection<int> items)
    {
        var count = Count(items.Count);
        if (!Reading)
        {
            foreach (var item in items)
                Value(item);
            return;
        }

        items.Clear();
        for (var i = 0; i < count; i++)
            items.Add(Value(0));
    }

    public void Map<TKey, TValue>(IDictionary<TKey, TValue> map, Func<TKey, TKey> key, Func<TValue, TValue> value)
        where TKey : notnull
    {
        var count = Count(map.Count);
        if (!Reading)
        {
            foreach (var (k, v) in map)
            {
                key(k);
                value(v);
            }

            return;
        }

        map.Clear();
        for (var i = 0; i < count; i++)
        {
            var k = key(default!);
            map[k] = value(default!);
        }
    }

    public void Texts(IDictionary<string, string> map) => Map(map, Text, Text);

    public void Counts(IDictionary<string, int> map) => Map(map, Text, Value);

    public T? Optional<T>(T? item, Func<T> create, Action<T, Archive> describe)
        where T : class
    {
        if (!Value(item is not null))
            return null;
        var result = item ?? create();
        describe(result, this);
        return result;
    }

    /// <summary>Writes a count or reads one; a damaged file must not make us allocate the moon.</summary>
    public int Count(int count)
    {
        var value = Value((long)count);
        return value is < 0 or > 200_000_000 ? throw new InvalidDataException("a damaged store file") : (int)value;
    }
}
