using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>RDDs with cached partitions.</summary>
internal sealed class RddsEndpoint : IApplicationEndpoint
{
    public string Path => "storage/rdd";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) =>
        RestAnswer.Array(store.Rdds.Values.Where(rdd => rdd.Blocks.Count > 0), (writer, rdd) => RddAnswer.Write(writer, rdd, request));
}
