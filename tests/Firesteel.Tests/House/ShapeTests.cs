using System.Text.RegularExpressions;

namespace Firesteel.Tests.House;

public sealed partial class ShapeTests
{
    private static readonly IReadOnlyList<SourceFile> Sources = SourceFile.In("src");
    private static readonly IReadOnlyList<SourceFile> All = [.. Sources, .. SourceFile.In("tests"), .. SourceFile.In("bench")];

    [Fact]
    public void No_file_is_longer_than_600_lines() => All.Where(file => file.Lines > 600).Select(file => $"{file.Path}: {file.Lines}").ShouldBeEmpty();

    [Fact]
    public void The_median_file_is_under_100_lines() => Sources.Select(file => file.Lines).Order().ElementAt(Sources.Count / 2).ShouldBeLessThan(100);

    [Fact]
    public void A_file_holds_one_public_type() =>
        Sources.Where(file => file.PublicTypes().Count() > 1).Select(file => $"{file.Path}: {string.Join(", ", file.PublicTypes())}").ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_its_folder() =>
        Sources.Where(file => Namespace().Match(file.Text) is { Success: true } match
                && match.Groups[1].Value != Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('/', '.'))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void No_name_says_nothing() =>
        All.Where(file => NamelessName().IsMatch(Path.GetFileNameWithoutExtension(file.Path)) || NamelessFolder().IsMatch(file.Path))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void A_public_class_is_sealed_static_or_meant_to_be_derived_from() =>
        Sources.SelectMany(file => OpenClass().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")).ShouldBeEmpty();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("(Utils?|Helpers?|Common|Manager|Misc)$")]
    private static partial Regex NamelessName();

    [GeneratedRegex("/(Utils?|Helpers?|Common|Managers?|Misc)/")]
    private static partial Regex NamelessFolder();

    [GeneratedRegex(@"^(public|internal) (partial )?(class|record) \w+", RegexOptions.Multiline)]
    private static partial Regex OpenClass();
}
