using System.Text.RegularExpressions;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.House;

/// <summary>A C# file of the checkout, read once, as the house's rules see it.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    public int Lines { get; } = Text.AsSpan().Count('\n');

    /// <summary>Names of the public types that are not nested.</summary>
    public IEnumerable<string> PublicTypes() => PublicType().Matches(Text).Select(match => match.Groups["name"].Value);

    public static IReadOnlyList<SourceFile> In(string folder) =>
        [.. Directory.EnumerateFiles(Checkout.File(folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(System.IO.Path.GetRelativePath(Checkout.Root, path), File.ReadAllText(path)))];

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>?,]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
