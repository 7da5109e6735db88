using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;
using Firesteel.Lake.Rules;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Lake.Rules;

/// <summary>
/// Each rule has inputs that it must find and inputs that it must leave alone, in <c>tests/golden/rules/lake/RULE/{fires,silent}</c>.
/// What it says stands in <c>fires/expected.txt</c> (UPDATE_GOLDEN=1 writes it); a patch must make it silent.
/// </summary>
public sealed partial class RuleGoldenTests
{
    private static readonly string Root = Checkout.File("tests", "golden", "rules", "lake");

    public static TheoryData<string> Ids => new(LakeRules.All.Select(rule => rule.Info.Id["lake/".Length..]));

    [Theory, MemberData(nameof(Ids))]
    public void Fires_with_these_words_and_its_patch_cures(string id)
    {
        var rule = Rule(id);
        var said = new StringBuilder();
        foreach (var file in Inputs(id, "fires"))
        {
            var found = Check(rule, file).ToList();
            found.ShouldNotBeEmpty($"{id} does not fire on {file}");
            foreach (var finding in found)
                said.AppendLine(finding.ToString()).Append(finding.Patch is null ? "" : $"  patch: {finding.Patch.ToJsonString()}{Environment.NewLine}");
            Cured(rule, file, found);
        }

        var expected = Path.Combine(Root, id, "fires", "expected.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(expected, said.ToString());
        said.ToString().ShouldBe(File.Exists(expected) ? File.ReadAllText(expected) : "(no expected.txt: UPDATE_GOLDEN=1 writes it)");
    }

    [Theory, MemberData(nameof(Ids))]
    public void Is_silent_where_nothing_is_wrong(string id)
    {
        var files = Inputs(id, "silent");
        foreach (var file in files)
            Check(Rule(id), file).Select(finding => finding.ToString()).ShouldBeEmpty(file);
    }

    [Fact]
    public void Every_rule_of_the_assembly_is_in_the_list_once()
    {
        var written = typeof(ILakeRule).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ILakeRule)) && type is { IsInterface: false, IsAbstract: false });
        LakeRules.All.Select(rule => rule.GetType()).ShouldBe(written, ignoreOrder: true);
        LakeRules.All.Select(rule => rule.Info.Id).ShouldBeUnique();
        Directory.GetDirectories(Root).Select(Path.GetFileName).ShouldBe(LakeRules.All.Select(rule => rule.Info.Id["lake/".Length..]), ignoreOrder: true);
    }

    [Fact]
    public void Every_rule_explains_itself_and_looks_at_something()
    {
        foreach (var rule in LakeRules.All)
        {
            rule.Info.Explanation.Length.ShouldBeGreaterThan(40, rule.Info.Id);
            (rule is IConfigurationRule or ILakeConfigurationRule or ILogRule or IProbeRule or ISpecificationRule).ShouldBeTrue(rule.Info.Id);
        }
    }

    private static ILakeRule Rule(string id) => LakeRules.All.Single(rule => rule.Info.Id == "lake/" + id);

    private static ImmutableArray<string> Inputs(string id, string kind)
    {
        var folder = Path.Combine(Root, id, kind);
        Directory.Exists(folder).ShouldBeTrue($"{folder} is missing: a rule needs inputs that fire and inputs that are silent");
        ImmutableArray<string> files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "expected.txt" && !(Rule(id) is ILakeConfigurationRule && Path.GetFileName(file) == "lake.yaml")).Order(StringComparer.Ordinal)];
        files.ShouldNotBeEmpty(folder);
        return files;
    }

    private static IEnumerable<Finding> Check(ILakeRule rule, string path)
    {
        var (text, name) = (File.ReadAllText(path), Path.GetFileName(path));
        return Path.GetExtension(name) switch
        {
            ".log" => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany((line, i) => (rule as ILogRule).ShouldNotBeNull(path).Check(new LogLine(line, Location.File(name, i + 1, 1)))),
            ".json" => Probes(text).SelectMany((rule as IProbeRule).ShouldNotBeNull(path).Check),
            ".yaml" when name == "lake.yaml" => (rule as ISpecificationRule).ShouldNotBeNull(path).Check(LakeFile.Read(text, name)),
            _ when rule is ILakeConfigurationRule ofLake => Configurations(text, name).SelectMany(configuration => ofLake.Check(configuration, LakeBeside(path))),
            _ => Configurations(text, name).SelectMany((rule as IConfigurationRule).ShouldNotBeNull(path).Check),
        };
    }

    private static LakeSpecification LakeBeside(string path) => LakeFile.Read(File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "lake.yaml")), "lake.yaml");

    private static ImmutableArray<SparkConfiguration> Configurations(string text, string name)
    {
        var version = VersionComment().Match(text) is { Success: true } match ? match.Groups["version"].Value : null;
        return Path.GetExtension(name) switch
        {
            ".yaml" => ConfigurationReader.Manifests(text, name),
            ".conf" => [ConfigurationReader.Properties(text, name, version)],
            ".py" => [ConfigurationReader.Script(text, name, version)],
            var other => throw new InvalidOperationException($"no reader for {other}"),
        };
    }

    /// <summary>All patches of one input, applied, leave nothing to find.</summary>
    private static void Cured(ILakeRule rule, string path, List<Finding> found)
    {
        var check = rule switch
        {
            IConfigurationRule configurations => configurations.Check,
            ILakeConfigurationRule ofLake => configuration => ofLake.Check(configuration, LakeBeside(path)),
            _ => (Func<SparkConfiguration, IEnumerable<Finding>>?)null,
        };
        if (check is null || Path.GetExtension(path) is not (".yaml" or ".conf") || Path.GetFileName(path) == "lake.yaml" || found.Any(finding => finding.Patch is null))
            return;
        var patch = found.Select(finding => finding.Patch!).Aggregate(MergePatch.Join);
        var (text, name) = (File.ReadAllText(path), Path.GetFileName(path));
        string cured;
        if (name.EndsWith(".yaml", StringComparison.Ordinal))
        {
            cured = YamlWriter.Write(MergePatch.Apply(YamlReader.Read(text, name).OrThrow()[0].Root, patch)!);
        }
        else
        {
            var before = new JsonObject(ConfigurationReader.Properties(text, name, null).Properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Value)));
            cured = text.Split('\n')[0] + "\n" + string.Concat(MergePatch.Apply(before, patch)!.AsObject().Select(property => $"{property.Key} {property.Value}\n"));
        }

        Configurations(cured, name).SelectMany(check).Select(finding => finding.ToString()).ShouldBeEmpty($"{path} after its patch:\n{cured}");
    }

    private static ImmutableArray<ProbeResult> Probes(string text) =>
        [.. JsonNode.Parse(text)!.AsArray().Select(probe => new ProbeResult((string)probe!["probe"]!, (string)probe["subject"]!, (bool)probe["ok"]!, (string?)probe["code"] ?? "", (string?)probe["message"] ?? "",
            probe["facts"]?.AsObject().ToImmutableSortedDictionary(fact => fact.Key, fact => (string)fact.Value!)))];

    [GeneratedRegex(@"^# spark: (?<version>\S+)")]
    private static partial Regex VersionComment();
}
