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
    public Task<RestAnswer> AnswerAsync(string path, string query, Viewer viewer, CancellationToken stop) => AnswerAsync(path, query, viewer, null, stop);

    /// <param name="patience">After this time an answer from what is known so far will do, marked by <see cref="RestAnswer.Progress"/>; null = only a complete one.</param>
    public async Task<RestAnswer> AnswerAsync(string path, string query, Viewer viewer, TimeSpan? patience, CancellationToken stop)
    {
        try
        {
            return await RouteAsync(new RestRequest(library, path, RestQuery.Parse(query), viewer, RestRoute.NoArguments) { Patience = patience }, stop);
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

    private async Task<RestAnswer> RouteAsync(RestRequest request, CancellationToken stop)
    {
        var segments = request.Path.Split('/').Skip(3).Select(RestRoute.Decode).ToArray();
        if (segments is [.., ""])
            segments = segments[..^1];
        if (segments.Contains(""))
            throw new RestException(library.Options.Api.EmptySegment, "Ambiguous URI empty segment", RestException.Html);
        foreach (var (route, endpoint) in server)
        {
            if (IsDataResource(segments, route) || !route.TryMatch(segments, out var arguments))
                continue;
            return endpoint.Answer(request with { Arguments = arguments });
        }

        if (segments.Length < 3 || segments[0] != "applications")
            throw RestException.NoRoute();
        var attempt = application.Any(entry => entry.Route.First == segments[2]) ? null : segments[2];
        string[] rest = segments[(attempt is null ? 2 : 3)..];
        foreach (var (route, endpoint) in application)
        {
            if (route.TryMatch(rest, out var arguments))
                return await AnswerAsync(endpoint, segments[1], attempt, request with { Arguments = arguments }, stop);
        }

        // In Spark these three are resources of their own, which answer with the servlet engine's page; all else answers with the path.
        throw rest is ["stages" or "sql" or "streaming", ..] ? RestException.NoRoute() : RestException.NotFound(request.Path);
    }

    /// <summary><c>applications/X/jobs</c> also fits <c>applications/{app}/{attempt}</c>; the data wins.</summary>
    private bool IsDataResource(string[] segments, RestRoute route) =>
        route.Template.EndsWith("/{attempt}", StringComparison.Ordinal) && segments.Length == 3 && (segments[2] == "streaming" || application.Any(entry => entry.Route.Template == segments[2]));

    private async Task<RestAnswer> AnswerAsync(IApplicationEndpoint endpoint, string app, string? attempt, RestRequest request, CancellationToken stop)
    {
        if (library.Find(app, attempt) is not { } entry)
            throw RestException.NotFound($"no such app: {(attempt is null ? app : $"{app}/{attempt}")}");
        RestAccess.Check(entry, request);
        var store = request.Patience is { } patience ? await library.OpenAsync(entry, patience, stop) : await library.OpenAsync(entry, stop);
        return store.Read(known => Answer(endpoint, known, request with { Entry = entry }));
    }

    private static RestAnswer Answer(IApplicationEndpoint endpoint, ApplicationStore store, RestRequest request)
    {
        if (store.Complete)
            return endpoint.Answer(store, request);
        var progress = new LogProgress(store.BytesRead, request.Entry!.Size);
        try
        {
            return endpoint.Answer(store, request).Whole() with { Progress = progress }; // later it says something else
        }
        catch (RestException failure)
        {
            return RestAnswer.Failure(failure, request.Path) with { Progress = progress }; // "unknown stage" may mean "not yet"
        }
    }
}
