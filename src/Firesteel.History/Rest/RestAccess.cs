using Firesteel.History.Listing;

namespace Firesteel.History.Rest;

internal static class RestAccess
{
    /// <exception cref="RestException">403, in Spark's words.</exception>
    public static void Check(LogEntry entry, RestRequest request)
    {
        if (!request.Viewer.MaySee(entry, request.Library.Options.Access))
            throw new RestException(403, $"user \"{request.Viewer.User}\" is not authorized");
    }
}
