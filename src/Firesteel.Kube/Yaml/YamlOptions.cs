using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Yaml;

/// <summary>How strict a reading is and how big a document may grow.</summary>
public sealed record YamlOptions
{
    public static YamlOptions Default { get; } = new();

    /// <summary>A key that stands twice in one mapping; the last one wins where this is no error.</summary>
    public Severity DuplicateKeys { get; init; } = Severity.Error;

    /// <summary>A key that a merge (<c>&lt;&lt;</c>) sets over or under one that is written out; it is what merges are for.</summary>
    public Severity MergeOverrides { get; init; } = Severity.Info;

    /// <summary>Levels of nesting, aliases expanded.</summary>
    public int MaxDepth { get; init; } = 500;

    /// <summary>Values of all documents together, aliases expanded: the bound against alias bombs.</summary>
    public int MaxValues { get; init; } = 2_000_000;
}
