using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Selectors;

/// <summary>A label selector in its text form (<c>app=x,tier in (a,b),!old</c>); all terms must hold.</summary>
internal sealed record LabelSelector(ImmutableArray<LabelRequirement> Requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    public bool IsEverything => Requirements.IsEmpty;

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.Matches(labels))
                return false;
        }

        return true;
    }

    /// <exception cref="SelectorException">With a real server's text.</exception>
    public static LabelSelector Parse(string text) => string.IsNullOrEmpty(text) ? Everything : new(new LabelSelectorParser(text).Parse());
}
