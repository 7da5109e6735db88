using Firesteel.Embedded.Controllers.Ownership;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Controllers;

public sealed class OwnerGraphTests
{
    [Fact]
    public void What_an_object_owned_is_looked_at_when_it_goes()
    {
        var graph = new OwnerGraph();
        graph.Put(Item("owner")).ShouldBeEmpty();
        graph.Put(Item("a", "owner")).ShouldBe(["a"]);
        graph.Put(Item("b", "owner", "other")).ShouldBe(["b"]);
        graph.Remove("owner").ShouldBe(["a", "b"], ignoreOrder: true);
        graph.Find("owner").ShouldBeNull();
    }

    [Fact]
    public void An_owner_that_waits_hears_of_its_dependents()
    {
        var graph = new OwnerGraph();
        graph.Put(Item("a", "owner"));
        graph.Put(Item("owner") with { IsBeingDeleted = true, WaitsForDependents = true }).ShouldBe(["owner"]);
        graph.Put(Item("a", "owner") with { IsBeingDeleted = true }).ShouldBe(["a", "owner"]);
        graph.Remove("a").ShouldBe(["owner"]);
        graph.DependentsOf("owner").ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_reference_moves_the_dependent()
    {
        var graph = new OwnerGraph();
        graph.Put(Item("a", "one"));
        graph.Put(Item("a", "two"));
        graph.DependentsOf("one").ShouldBeEmpty();
        graph.DependentsOf("two").ShouldHaveSingleItem().Uid.ShouldBe("a");
    }

    private static OwnedObject Item(string uid, params string[] owners) =>
        new(uid, ResourceTypes.ConfigMaps, new("default", uid), [.. owners.Select(owner => new OwnerReference("v1", "ConfigMap", owner, owner, true))], false, false, false);
}
