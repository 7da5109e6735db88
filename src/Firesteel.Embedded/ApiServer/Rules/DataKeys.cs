using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Keys of secrets and config maps: they become names of files. Pure.</summary>
internal static class DataKeys
{
    private const int MostBytes = 1024 * 1024;

    /// <param name="fields">Maps of the object; a key may stand in one of them only.</param>
    public static IEnumerable<Cause> Check(JsonObject item, string tooLongAt, params string[] fields)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        foreach (var field in fields)
        {
            foreach (var (key, value) in item[field] as JsonObject ?? [])
            {
                foreach (var error in Names.ConfigMapKey(key))
                    yield return Cause.Invalid($"{field}[{key}]", key, error);
                if (!seen.Add(key))
                    yield return Cause.Invalid($"{field}[{key}]", key, $"duplicate of key present in {fields[0]}");
                var text = value?.ToString() ?? "";
                bytes += field == "data" && fields.Length > 1 ? System.Text.Encoding.UTF8.GetByteCount(text) : text.TrimEnd('=').Length * 3L / 4;
            }
        }

        if (bytes > MostBytes)
            yield return Cause.TooLong(tooLongAt, MostBytes);
    }
}
