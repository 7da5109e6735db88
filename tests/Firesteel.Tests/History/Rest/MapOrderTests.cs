using Firesteel.History.Rest.Answers;
using Firesteel.Tests.History.Replay;

namespace Firesteel.Tests.History.Rest;

public sealed class MapOrderTests
{
    [Theory, InlineData("2.12"), InlineData("2.13")]
    public void Maps_hand_out_their_entries_as_scalas_do(string version) =>
        ScalaCollections.ShouldIterate(version, "maps", 30, version == "2.12" ? MapOrder.Scala212 : MapOrder.Scala213);
}
