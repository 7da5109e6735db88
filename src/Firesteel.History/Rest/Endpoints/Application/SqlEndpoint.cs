using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class SqlEndpoint : IApplicationEndpoint
{
    public string Path => "sql";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var query = request.Query;
        var (details, description) = (query.Flag("details", true), query.Flag("planDescription", true));
        var (offset, length) = (query.Integer("offset", 0), query.Integer("length", 20));
        if (length <= 0)
            throw RestException.BadRequest($"Bad value for parameter \"length\".  Expected more than 0, got \"{length}\""); // Spark fails with 500
        var page = store.Sql.Values.Skip(Math.Max(0, offset)).Take(length);
        return RestAnswer.Array(page, (writer, execution) => SqlAnswer.Write(writer, execution, details, description, request));
    }
}
