using Firesteel.History.Serving;
using Firesteel.History.Store;

namespace Firesteel.History.Rest;

/// <summary>An endpoint on one attempt; it exists below <c>applications/{app}/</c> and below <c>applications/{app}/{attempt}/</c>.</summary>
internal interface IApplicationEndpoint
{
    string Path { get; }

    bool ExistsIn(SparkApi api) => true;

    RestAnswer Answer(ApplicationStore store, RestRequest request);
}
