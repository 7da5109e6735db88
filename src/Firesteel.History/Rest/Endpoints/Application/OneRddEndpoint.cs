using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class OneRddEndpoint : IApplicationEndpoint
{
    public string Path => "storage/rdd/{rdd:n}";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) => store.Rdds.TryGetValue(request.Integer("rdd"), out var rdd)
        ? RestAnswer.Json(json => RddAnswer.Write(json, rdd, request))
        : throw RestException.NotFound($"no rdd found w/ id {request.Text("rdd")}");
}
