using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>An object or map. Members of a JSON object are converted when they are asked for.</summary>
internal sealed class CelMap
{
    private readonly Dictionary<object, object?>? _entries;
    private readonly JsonObject? _json;
    private readonly TypeSchema? _schema;

    public CelMap(Dictionary<object, object?> entries) => _entries = entries;

    public CelMap(JsonObject json, TypeSchema schema) => (_json, _schema) = (json, schema);

    public int Count => _entries?.Count ?? _json!.Count;

    public IEnumerable<object> Keys => _entries is not null ? _entries.Keys : _json!.Select(pair => (object)pair.Key);

    /// <summary>By the key itself, as <c>m[key]</c> does.</summary>
    public bool TryGet(object? key, out object? value)
    {
        value = null;
        if (_entries is not null)
        {
            return key is not null && (_entries.TryGetValue(key, out value)
                || (key is ulong unsigned && unsigned <= long.MaxValue && _entries.TryGetValue((long)unsigned, out value))
                || (key is double real && Math.Floor(real) == real && _entries.TryGetValue((long)real, out value)));
        }

        if (key is not string name || !_json!.TryGetPropertyValue(name, out var node))
            return false;
        value = CelValues.From(node, _schema!.Member(name));
        return true;
    }

    /// <summary>By a field's name as rules write it, with escapes for what is no identifier.</summary>
    public bool TrySelect(string field, out object? value) =>
        TryGet(_schema is { Properties.Count: > 0 } && !_schema.Properties.ContainsKey(field) ? Unescape(field) : field, out value);

    public static string Unescape(string field)
    {
        if (field.Length > 4 && field.StartsWith("__", StringComparison.Ordinal) && field.EndsWith("__", StringComparison.Ordinal) && IsReserved(field[2..^2]))
            return field[2..^2];
        return !field.Contains("__", StringComparison.Ordinal) ? field : field
            .Replace("__dot__", ".", StringComparison.Ordinal).Replace("__dash__", "-", StringComparison.Ordinal)
            .Replace("__slash__", "/", StringComparison.Ordinal).Replace("__underscores__", "__", StringComparison.Ordinal);
    }

    private static bool IsReserved(string word) => word is "true" or "false" or "null" or "in" or "as" or "break" or "const" or "continue" or "else" or "for"
        or "function" or "if" or "import" or "let" or "loop" or "package" or "namespace" or "return" or "var" or "void" or "while";
}
