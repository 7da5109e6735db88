using Firesteel.Embedded.Node.Volumes;

namespace Firesteel.Tests.Embedded.Node.Volumes;

public sealed class VolumeKindsTests
{
    [Fact]
    public void Every_kind_of_volume_stands_in_the_list_once()
    {
        var there = typeof(IVolumeKind).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IVolumeKind)));
        VolumeKinds.All.Select(kind => kind.GetType()).ShouldBe(there, ignoreOrder: true);
        VolumeKinds.All.Select(kind => kind.Field).ShouldBeUnique();
    }
}
