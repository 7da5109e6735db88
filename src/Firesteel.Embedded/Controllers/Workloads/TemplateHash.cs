using System.Text;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>A short name for a pod template: FNV-1a, written with letters and digits that form no words.</summary>
internal static class TemplateHash
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Of(JsonNode? template) => Of(Canonical(template));

    public static string Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ b) * 1099511628211UL;
        var name = new char[10];
        for (var i = 0; i < name.Length; i++, hash /= (ulong)Alphabet.Length)
            name[i] = Alphabet[(int)(hash % (ulong)Alphabet.Length)];
        return new string(name);
    }

    /// <summary>The same template has the same text, in whatever order its fields came.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject fields => "{" + string.Join(',', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Canonical(field.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Canonical)) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
