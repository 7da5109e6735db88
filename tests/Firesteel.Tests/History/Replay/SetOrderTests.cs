using Firesteel.History.Replay.Handlers.Sql;

namespace Firesteel.Tests.History.Replay;

public sealed class SetOrderTests
{
    [Theory, InlineData("2.12"), InlineData("2.13")]
    public void Sets_hand_out_their_elements_as_scalas_do(string version) =>
        ScalaCollections.ShouldIterate(version, "sets", 40, added => (version == "2.12" ? SetOrder.Scala212([.. added.Select(int.Parse)]) : SetOrder.Scala213([.. added.Select(int.Parse)])).Select(element => $"{element}"));
}
