using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Classic streaming exists in live applications only: an event log does not hold it.</summary>
internal static class StreamingAnswer
{
    public static RestException None(ApplicationStore store, RestRequest request) =>
        RestException.NotFound($"no streaming listener attached to {request.Library.List.Find(store.Id)?.Name ?? store.Name}");
}
