using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Kube.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Kube.Yaml;

public sealed class YamlProperties
{
    /// <summary>Texts that are easily taken for something else, and pieces that need quoting or folding.</summary>
    private static readonly string[] Pieces =
    [
        "", "a", "yes", "null", "~", "1", "010", "0x1F", "1e3", ".5", "-", "- ", ": ", ":", " #", "#", "\n", "\n\n", "  ", " ", "\t", "'", "\"", "\\", "{", "]", "&a", "*a", "!x", "|", ">", "%",
        "@", "`", "---", "...", "é", "日本", "🎉", "\u2028", "\u0085", "\u00a0", "\ufeff", "\u0001", "\r", "\r\n", "2024-01-02", "1:20", "<<", "=", "?", "a long word and then some more of them ", "0", "z", ",",
    ];

    private static readonly Gen<string> Text = Gen.Choose(0, 11).SelectMany(count => Gen.Elements(Pieces).ListOf(count)).Select(string.Concat);

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Text.Select(text => (JsonNode?)JsonValue.Create(text)),
        ArbMap.Default.GeneratorFor<long>().Select(number => (JsonNode?)JsonNode.Parse(number.ToString())),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (JsonNode?)JsonNode.Parse(number.Get.ToString("R"))),
        Gen.Elements<JsonNode?>(null, JsonValue.Create(true), JsonValue.Create(false)));

    private static readonly Arbitrary<JsonNode?> Json = Arb.From(Gen.Sized(size => Tree(Math.Min(size, 40))));

    [Fact]
    public void What_is_printed_is_read_back_the_same() => Prop.ForAll(Json, json =>
    {
        var text = YamlWriter.Write(json);
        var read = YamlReader.Read(text, "printed.yaml");
        var root = read.Documents.SingleOrDefault()?.Root;
        return (read.Problems.IsEmpty && Same(root, json)).Label($"{string.Join("; ", read.Problems)}\n{json?.ToJsonString()}\n{text}\n{root?.ToJsonString()}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Json_is_read_as_itself() => Prop.ForAll(Json, json =>
    {
        var read = YamlReader.Read(json?.ToJsonString() ?? "null", "it.json");
        return (read.Problems.IsEmpty && Same(read.Documents.SingleOrDefault()?.Root, json)).Label(string.Join("; ", read.Problems) + "\n" + json?.ToJsonString());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    /// <summary>Damaged manifests: never an exception, each problem on one line with a place inside the text.</summary>
    [Fact]
    public void Whatever_is_read_ends_in_documents_or_problems() => Prop.ForAll(Arb.From(Damaged()), text =>
    {
        var read = YamlReader.Read(text, "f");
        var lines = text.Count(c => c == '\n') + 2;
        return read.Problems.All(problem => !problem.ToString().Contains('\n') && problem.Cure.Length > 0
            && problem.Where.Text.Split(':') is ["f", var line, var column] && int.Parse(line) >= 1 && int.Parse(line) <= lines && int.Parse(column) >= 1)
            .Label(string.Join("\n", read.Problems) + "\n" + text);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(800));

    private static Gen<string> Damaged()
    {
        const string whole = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x # c\n  labels: {a: b, \"c\": 'd'}\nspec:\n  containers:\n  - &one name: c\n    args: [--a, \"b c\"]\n    text: |-\n      line\n      other\n---\n<<: *one\na: !!int 5\n? k\n: v\n";
        var edit = from at in Gen.Choose(0, whole.Length - 1) from drop in Gen.Choose(0, 3) from piece in Gen.Elements(Pieces) select (at, drop, piece);
        return edit.NonEmptyListOf().Select(edits => edits.Take(4).Aggregate(whole, (text, e) =>
        {
            var at = Math.Min(e.at, text.Length);
            return new StringBuilder(text).Remove(at, Math.Min(e.drop, text.Length - at)).Insert(at, e.piece).ToString();
        }));
    }

    private static Gen<JsonNode?> Tree(int size) => size < 2 ? Leaf : Gen.OneOf(
        Leaf,
        Gen.Choose(0, 5).SelectMany(count => Tree(size / 3).ListOf(count)).Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
        Gen.Choose(0, 5).SelectMany(count => Gen.Zip(Text, Tree(size / 3)).ListOf(count)).Select(items =>
        {
            var mapping = new JsonObject();
            foreach (var (key, value) in items)
                mapping[key] = value?.DeepClone();
            return (JsonNode?)mapping;
        }));

    /// <summary>Numbers by value: 1e3 may come back as 1000.</summary>
    private static bool Same(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (null, null) => true,
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(member => b.ContainsKey(member.Key) && Same(member.Value, b[member.Key])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (JsonValue a, JsonValue b) => a.GetValueKind() == b.GetValueKind() && (a.ToJsonString() == b.ToJsonString()
            || (a.GetValueKind() == System.Text.Json.JsonValueKind.String && a.GetValue<string>() == b.GetValue<string>())
            || (a.GetValueKind() == System.Text.Json.JsonValueKind.Number && double.Parse(a.ToJsonString()) == double.Parse(b.ToJsonString()))),
        _ => false,
    };
}
