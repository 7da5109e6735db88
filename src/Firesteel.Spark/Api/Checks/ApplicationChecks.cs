using System.Collections.Immutable;

namespace Firesteel.Spark.Api.Checks;

internal static class ApplicationChecks
{
    public static ImmutableArray<IApplicationCheck> All { get; } =
    [
        new NameIsALabel(),
        new VersionIsSupported(),
        new ModeIsCluster(),
        new MainClassIsNamed(),
        new MainFileIsReachable(),
        new ImageIsNamed(),
        new ReservedProperties(),
        new NodeSelectorStandsOnce(),
        new DriverIngressesDiffer(),
        new DynamicAllocationIsInOrder(),
        new MountedVolumesExist(),
    ];
}
