using System.Collections.Immutable;

namespace Firesteel.Lake.Planning.Changes;

/// <summary>One thing to be done to the store.</summary>
/// <param name="Sign"><c>+</c> makes something, <c>~</c> changes it.</param>
/// <param name="Summary">One line, for a person.</param>
public abstract record LakeChange(char Sign, string Summary)
{
    /// <summary>What becomes different, as lines of a diff: <c>- old</c>, <c>+ new</c>.</summary>
    public virtual ImmutableArray<string> Details => [];
}
