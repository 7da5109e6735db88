using Firesteel.History.Rest;
using Firesteel.History.Serving;

namespace Firesteel.History.Api;

/// <summary><c>/api/firesteel/v1</c> as a function from path and query to an answer. An attempt is named by <c>?attempt=</c>; without it the newest is meant.</summary>
public sealed class FiresteelApi(HistoryLibrary library)
{
    private readonly (RestRoute Route, IFiresteelEndpoint Endpoint)[] routes = [.. FiresteelEndpoints.All.Select(endpoint => (new RestRoute(endpoint.Path), endpoint))];

    public async Task<RestAnswer> AnswerAsync(string path, string query, Viewer viewer, CancellationToken stop)
    {
        try
        {
            string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(3).Select(Uri.UnescapeDataString)];
            foreach (var (route, endpoint) in routes)
            {
                if (route.TryMatch(segments, out var arguments))
                    return await endpoint.AnswerAsync(new RestRequest(library, path, RestQuery.Parse(query), viewer, arguments), stop);
            }

            throw RestException.NotFound($"no such resource: {path}");
        }
        catch (RestException failure)
        {
            return RestAnswer.Failure(failure, path);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return RestAnswer.Failure(new RestException(503, $"The event log cannot be read: {failure.Message}"), path);
        }
    }
}
