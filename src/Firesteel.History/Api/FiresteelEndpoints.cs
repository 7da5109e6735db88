using System.Collections.Immutable;
using Firesteel.History.Api.Endpoints;

namespace Firesteel.History.Api;

/// <summary>Every endpoint of <c>/api/firesteel/v1</c>.</summary>
internal static class FiresteelEndpoints
{
    public static ImmutableArray<IFiresteelEndpoint> All { get; } =
    [
        new OpenApiEndpoint(),
        new FleetEndpoint(),
        new FaultsEndpoint(),
        new CompareEndpoint(),
        new FindingsEndpoint(),
        new TimelineEndpoint(),
        new DistributionEndpoint(),
        new PlanEndpoint(),
    ];
}
