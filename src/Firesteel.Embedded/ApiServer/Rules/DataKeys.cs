using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Keys of secrets and config maps: they become names of files. Pure.</summary>
internal static class DataKeys
{
    private const int MostBytes = 1024 * 1024;

    /// <param name="tooLongAt">Path that is named when all values together are too long.</param>
    /// <param name="maps">Of the object, and whether their values are base64; a key may stand in one of them only.</param>
    public static IEnumerable<Cause> Check(JsonObject item, string tooLongAt, params (string Field, bool IsBase64)[] maps)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        foreach (var (field, isBase64) in maps)
        {
            foreach (var (key, value) in item[field] as JsonObject ?? [])
            {
                foreach (var error in Names.ConfigMapKey(key))
                    yield return Cause.Invalid($"{field}[{key}]", key, error);
                if (!seen.Add(key))
                    yield return Cause.Invalid($"{field}[{key}]", key, $"duplicate of key present in {maps[0].Field}");
                var text = value?.ToString() ?? "";
                bytes += isBase64 ? text.TrimEnd('=').Length * 3L / 4 : System.Text.Encoding.UTF8.GetByteCount(text);
            }
        }

        if (bytes > MostBytes)
            yield return Cause.TooLong(tooLongAt, MostBytes);
    }
}
