using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Classic streaming exists in live applications only: an event log does not hold it.</summary>
internal static class StreamingAnswer
{
    public static RestException None(ApplicationStore store) => RestException.NotFound($"no streaming listener attached to {store.Name}");
}
