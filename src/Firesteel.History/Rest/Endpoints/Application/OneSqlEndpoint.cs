using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class OneSqlEndpoint : IApplicationEndpoint
{
    public string Path => "sql/{execution:n}";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var query = request.Query;
        if (!long.TryParse(request.Text("execution"), out var id))
            throw RestException.NoRoute();
        if (!store.Sql.TryGetValue(id, out var execution))
            throw RestException.NotFound($"unknown query execution id: {request.Text("execution")}");
        return RestAnswer.Json(json => SqlAnswer.Write(json, execution, query.Flag("details", true), query.Flag("planDescription", true), request));
    }
}
