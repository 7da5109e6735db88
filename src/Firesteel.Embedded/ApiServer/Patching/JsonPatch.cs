using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching;

/// <summary>
/// RFC 6902 with the API server's freedoms: <c>replace</c> of a missing member adds it, negative indexes count from the end,
/// a path's text before its first slash is ignored.
/// </summary>
public static class JsonPatch
{
    /// <summary>More operations than this are refused with 413.</summary>
    public const int MaxOperations = 10_000;

    private const string Refusal = "the server rejected our request due to an error in our request";

    /// <param name="unknown">Paths of members that no operation has, such as <c>[0].frob</c>, for strict field validation.</param>
    /// <returns>A new document.</returns>
    /// <exception cref="PatchException">400, 413 or 422.</exception>
    public static JsonNode? Apply(JsonNode document, JsonNode? patch, out IReadOnlyList<string> unknown)
    {
        var strict = new List<string>();
        unknown = strict;
        var operations = patch switch
        {
            null => [],
            JsonArray array => array,
            _ => throw new PatchException(400, $"error decoding patch: json: cannot unmarshal {GoText.JsonKind(patch)} into Go value of type []handlers.jsonPatchOp"),
        };
        if (operations.Count > MaxOperations)
            throw new PatchException(413, $"Request entity too large: The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}");
        for (var index = 0; index < operations.Count; index++)
            Check(operations[index], index, strict);
        JsonNode? result = document.DeepClone();
        foreach (var operation in operations)
        {
            if (operation is JsonObject members)
                Run(ref result, members);
            else
                throw Fail("Unexpected kind: unknown");
        }

        return result;
    }

    private static void Check(JsonNode? operation, int index, List<string> strict)
    {
        if (operation is null)
            return;
        if (operation is not JsonObject members)
            throw new PatchException(400, $"error decoding patch: json: cannot unmarshal {GoText.JsonKind(operation)} into Go value of type handlers.jsonPatchOp");
        foreach (var (key, value) in members)
        {
            if (key is "op" or "path" or "from")
            {
                if (value is not null && value.GetValueKind() != JsonValueKind.String)
                    throw new PatchException(400, $"error decoding patch: json: cannot unmarshal {GoText.JsonKind(value)} into Go struct field jsonPatchOp.{key} of type string");
            }
            else if (key != "value")
            {
                strict.Add($"[{index}].{key}");
            }
        }
    }

    private static void Run(ref JsonNode? root, JsonObject operation)
    {
        var path = (string?)operation["path"];
        var op = (string?)operation["op"] ?? "";
        switch (op)
        {
            case "add":
                Add(root, Required(path), operation["value"]?.DeepClone());
                break;
            case "remove":
                {
                    var (container, key) = Find(root, Required(path));
                    if (container is null)
                        throw Fail($"remove operation does not apply: doc is missing path: \"{path}\": missing value");
                    Remove(container, key, $"error in remove for path: '{path}'");
                    break;
                }

            case "replace":
                Replace(ref root, Required(path), operation["value"]?.DeepClone());
                break;
            case "move":
                {
                    var from = Required((string?)operation["from"]);
                    var (container, key) = Find(root, from);
                    if (container is null)
                        throw Fail($"move operation does not apply: doc is missing from path: {from}: missing value");
                    var moved = Get(container, key, out var found);
                    if (!found && container is JsonArray)
                        throw Fail($"error in move for path: '{key}': invalid index referenced");
                    Remove(container, key, $"error in move for path: '{key}'");
                    var (target, _) = Find(root, Required(path));
                    if (target is null)
                        throw Fail($"move operation does not apply: doc is missing destination path: {path}: missing value");
                    Add(root, path!, moved);
                    break;
                }

            case "copy":
                {
                    var from = Required((string?)operation["from"]);
                    var (container, key) = Find(root, from);
                    if (container is null)
                        throw Fail($"copy operation does not apply: doc is missing from path: {from}: missing value");
                    var value = Get(container, key, out var found);
                    if (!found && container is JsonArray)
                        throw Fail($"error in copy for from: '{key}': invalid index referenced");
                    Add(root, Required(path), value?.DeepClone());
                    break;
                }

            case "test":
                Test(root, Required(path), operation["value"]);
                break;
            default:
                throw Fail($"Unexpected kind: {op}");
        }
    }

    private static void Add(JsonNode? root, string path, JsonNode? value)
    {
        var (container, key) = Find(root, path);
        switch (container)
        {
            case JsonObject members:
                members[key] = value;
                break;
            case JsonArray array when key == "-":
                array.Add(value);
                break;
            case JsonArray array:
                array.Insert(Index(key, array.Count + 1, $"error in add for path: '{path}'"), value);
                break;
            default:
                throw Fail($"add operation does not apply: doc is missing path: \"{path}\": missing value");
        }
    }

    private static void Replace(ref JsonNode? root, string path, JsonNode? value)
    {
        if (path.Length == 0)
        {
            if (value is not JsonObject and not JsonArray)
                throw Fail("replace operation hit index array must be object or array");
            root = value;
            return;
        }

        var (container, key) = Find(root, path);
        switch (container)
        {
            case JsonObject members:
                members[key] = value;
                break;
            case JsonArray array when TryIndex(key, array.Count, out var index):
                array[index] = value;
                break;
            case JsonArray:
                throw Fail($"replace operation does not apply: doc is missing key: {path}: missing value");
            default:
                throw Fail($"replace operation does not apply: doc is missing path: {path}: missing value");
        }
    }

    private static void Remove(JsonNode container, string key, string where)
    {
        if (container is JsonArray array)
            array.RemoveAt(Index(key, array.Count, where));
        else if (!((JsonObject)container).Remove(key))
            throw Fail($"{where}: Unable to remove nonexistent key: {key}: missing value");
    }

    private static void Test(JsonNode? root, string path, JsonNode? expected)
    {
        if (path.Length == 0)
        {
            if (!Same(root, expected))
                throw Fail($"testing value {path} failed: test failed");
            return;
        }

        var (container, key) = Find(root, path);
        if (container is null)
            throw Fail($"test operation does not apply: is missing path: {path}: missing value");
        var actual = Get(container, key, out var found);
        if (!found && container is JsonArray)
            throw Fail($"error in test for path: '{path}': invalid index referenced");
        if (!Same(actual, expected))
            throw Fail($"testing value {path} failed: test failed");
    }

    /// <summary>Scalars are compared as they are written: 5 and 5.0 differ.</summary>
    private static bool Same(JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        var kind = left.GetValueKind();
        if (kind != right.GetValueKind())
            return false;
        return kind switch
        {
            JsonValueKind.Object => left.AsObject().Count == right.AsObject().Count
                && left.AsObject().All(pair => right.AsObject().TryGetPropertyValue(pair.Key, out var other) && Same(pair.Value, other)),
            JsonValueKind.Array => left.AsArray().Count == right.AsArray().Count
                && left.AsArray().Zip(right.AsArray(), Same).All(same => same),
            JsonValueKind.String => left.GetValue<string>() == right.GetValue<string>(),
            _ => left.ToJsonString() == right.ToJsonString(),
        };
    }

    /// <summary>The container that a path's last part is in; null when there is no such container.</summary>
    private static (JsonNode? Container, string Key) Find(JsonNode? root, string path)
    {
        var parts = path.Split('/');
        if (parts.Length < 2)
            return (null, "");
        var node = root;
        for (var index = 1; index < parts.Length - 1; index++)
        {
            if (node is not (JsonObject or JsonArray))
                return (null, "");
            node = Get(node, Decode(parts[index]), out _);
        }

        return (node is JsonObject or JsonArray ? node : null, Decode(parts[^1]));
    }

    private static JsonNode? Get(JsonNode container, string key, out bool found)
    {
        if (container is JsonObject members)
        {
            found = members.TryGetPropertyValue(key, out var value);
            return value;
        }

        var array = (JsonArray)container;
        found = TryIndex(key, array.Count, out var index);
        return found ? array[index] : null;
    }

    private static bool TryIndex(string key, int count, out int index)
    {
        if (!int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index))
            return false;
        if (index < 0)
            index += count;
        return index >= 0 && index < count;
    }

    private static int Index(string key, int count, string where) =>
        TryIndex(key, count, out var index) ? index : throw Fail($"{where}: Unable to access invalid index: {key}: invalid index referenced");

    private static string Decode(string part) =>
        part.Contains('~', StringComparison.Ordinal) ? part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal) : part;

    private static string Required(string? path) => path ?? throw Fail("operation missing path field: missing value");

    private static PatchException Fail(string detail) => new(422, Refusal, detail);
}
