namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>A node registers itself with its status.</summary>
internal sealed class NodeRules : IKindRules
{
    public (string Group, string Plural) Resource => ("", "nodes");

    public bool DropsStatusOnCreate => false;

    public IReadOnlyList<string> SelectableFields => ["spec.unschedulable"];
}
