using Firesteel.Embedded.Node.Variables;

namespace Firesteel.Tests.Embedded.Node.Variables;

public sealed class ExpansionTests
{
    private static readonly Dictionary<string, string> Values = new() { ["A"] = "1", ["B"] = "$(A)", ["E"] = "" };

    [Theory]
    [InlineData("$(A)", "1")]
    [InlineData("x$(A)y$(A)", "x1y1")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$$$(A)", "$1")]
    [InlineData("$(B)", "$(A)")]
    [InlineData("$(E)", "")]
    [InlineData("$(NONE)", "$(NONE)")]
    [InlineData("$A $ $", "$A $ $")]
    [InlineData("$(A", "$(A")]
    [InlineData("$()", "$()")]
    [InlineData("end$", "end$")]
    public void Kubernetes_syntax(string text, string expanded) => Expansion.Expand(text, Values).ShouldBe(expanded);
}
