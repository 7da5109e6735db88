using Firesteel.History.Listing;
using Firesteel.History.Serving;
using Firesteel.History.Store;

namespace Firesteel.History.Rest;

/// <summary>Spark's <c>/api/v1</c> as a function from path and query to an answer; no socket is involved.</summary>
public sealed class RestApi(HistoryLibrary library)
{
    private readonly (RestRoute Route, IServerEndpoint Endpoint)[] server = [.. RestEndpoints.Server.Select(endpoint => (new RestRoute(endpoint.Path), endpoint))];

    private readonly (RestRoute Route, IApplicationEndpoint Endpoint)[] application =
        [.. RestEndpoints.Application.Where(endpoint => endpoint.ExistsIn(library.Options.Api)).Select(endpoint => (new RestRoute(endpoint.Path), endpoint))];

    /// <param name="path">From <c>/api/v1</c> on, undecoded.</param>
    /// <param name="query">With or without <c>?</c>.</param>
    public async Task<RestAnswer> AnswerAsync(string path, string query, Viewer viewer, CancellationToken stop)
    {
        try
        {
            return await RouteAsync(path, RestQuery.Parse(query), viewer, stop);
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

    private async Task<RestAnswer> RouteAsync(string path, RestQuery query, Viewer viewer, CancellationToken stop)
    {
        string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(Uri.UnescapeDataString)];
        foreach (var (route, endpoint) in server)
        {
            if (IsDataResource(segments, route) || !route.TryMatch(segments, out var arguments))
                continue;
            return endpoint.Answer(new RestRequest(library, path, query, viewer, arguments));
        }

        if (segments.Length < 3 || segments[0] != "applications")
            throw RestException.NoRoute();
        var attempt = application.Any(entry => entry.Route.First == segments[2]) ? null : segments[2];
        string[] rest = segments[(attempt is null ? 2 : 3)..];
        foreach (var (route, endpoint) in application)
        {
            if (route.TryMatch(rest, out var arguments))
                return await AnswerAsync(endpoint, segments[1], attempt, new RestRequest(library, path, query, viewer, arguments), stop);
        }

        // In Spark these three are resources of their own, which answer with the servlet engine's page; all else answers with the path.
        throw rest is ["stages" or "sql" or "streaming", ..] ? RestException.NoRoute() : RestException.NotFound(path);
    }

    /// <summary><c>applications/X/jobs</c> also fits <c>applications/{app}/{attempt}</c>; the data wins.</summary>
    private bool IsDataResource(string[] segments, RestRoute route) =>
        route.Template.EndsWith("/{attempt}", StringComparison.Ordinal) && segments.Length == 3 && application.Any(entry => entry.Route.Template == segments[2]);

    private async Task<RestAnswer> AnswerAsync(IApplicationEndpoint endpoint, string app, string? attempt, RestRequest request, CancellationToken stop)
    {
        if (library.Find(app, attempt) is not { } entry)
            throw RestException.NotFound($"no such app: {(attempt is null ? app : $"{app}/{attempt}")}");
        RestAccess.Check(entry, request);
        var store = await library.OpenAsync(entry, stop);
        return endpoint.Answer(store, request with { Entry = entry });
    }
}
