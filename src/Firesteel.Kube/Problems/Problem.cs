namespace Firesteel.Kube.Problems;

/// <summary>The one way to say what is wrong. Parsers, validators, options and rules return problems, all of them at once.</summary>
/// <param name="Where">Field path, file:line:column, object or log position.</param>
/// <param name="What">One sentence: what is wrong.</param>
/// <param name="Cure">One sentence or command: what to change.</param>
public sealed record Problem(Location Where, string What, string Cure, Severity Severity = Severity.Error)
{
    /// <summary>One line: <c>where: what; cure</c>.</summary>
    public override string ToString() =>
        (Where.Text.Length == 0 ? "" : Where.Text + ": ") + What + (Cure.Length == 0 ? "" : "; " + Cure);
}
