using Firesteel.IntegrationTests.ApiServer.Replay;

namespace Firesteel.IntegrationTests.ApiServer;

public sealed class TextBodyTests
{
    private const string Table = "kind: Table\nmetadata:\n  resourceVersion: \"<rv:1>\"\nrows:\n- cells:\n  - a\n  - 0s\n  object: null\n";
    private const string One = "kind: Widget\nmetadata:\n  name: a\n  resourceVersion: \"<rv:1>\"\nspec:\n  ages:\n  - 0s\n";

    [Theory]
    [InlineData(Table, "41", "0s", true)]
    [InlineData(Table, "43", "1s", true)]
    [InlineData(Table, "43", "2m5s", true)]
    [InlineData(Table, "40", "0s", false)]
    [InlineData(Table, "41", "b", false)]
    [InlineData(One, "41", "0s", true)]
    [InlineData(One, "41", "1s", false)]
    [InlineData(One, "42", "0s", false)]
    public void Ages_of_tables_and_versions_of_lists_may_differ_and_nothing_else(string recorded, string version, string age, bool same)
    {
        var placeholders = new Placeholders();
        placeholders.Bind("<rv:1>", "41");
        TextBody.Matches(recorded, recorded.Replace("<rv:1>", version, StringComparison.Ordinal).Replace("- 0s", $"- {age}", StringComparison.Ordinal), placeholders).ShouldBe(same);
    }

    [Fact]
    public void Other_cells_are_compared()
    {
        var placeholders = new Placeholders();
        TextBody.Matches(Table, Table.Replace("<rv:1>", "7", StringComparison.Ordinal).Replace("- a", "- b", StringComparison.Ordinal), placeholders).ShouldBeFalse();
    }
}
