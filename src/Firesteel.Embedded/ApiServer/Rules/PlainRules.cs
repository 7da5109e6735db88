namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>A kind without rules of its own: custom resources, and most built-in kinds.</summary>
internal sealed class PlainRules(string group, string plural, bool isCustom, IReadOnlyList<string>? selectable = null) : IKindRules
{
    public (string Group, string Plural) Resource => (group, plural);

    public bool AllowsUnconditionalUpdate => !isCustom && (group, plural) is not ("coordination.k8s.io", "leases");

    public IReadOnlyList<string> SelectableFields => selectable ?? [];
}
