using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Selectors;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.Kube.Values;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Query parameters of list, watch and deletecollection.</summary>
/// <param name="Limit">0 is no limit.</param>
/// <param name="SendInitialEvents">Null when it was not given.</param>
internal sealed record ListOptions(
    LabelSelector Labels, FieldSelector Fields, long Limit, string Continue, string ResourceVersion, string ResourceVersionMatch,
    TimeSpan? Timeout, bool Watch, bool Bookmarks, bool? SendInitialEvents)
{
    /// <exception cref="ApiException">400 or 422.</exception>
    public static ListOptions Parse(HttpRequest request, bool watch)
    {
        var query = request.Query;
        var limit = query.Integer("limit") ?? 0;
        var seconds = query.Integer("timeoutSeconds");
        var timeout = query.Text("timeout");
        if (timeout.Length > 0 && !GoDuration.TryParse(timeout, out _))
            throw Statuses.BadRequest($"invalid timeout specified in the request URL - time: invalid duration {GoText.Quote(timeout)}");
        var options = new ListOptions(
            Selector(() => LabelSelector.Parse(query.Text("labelSelector"))), Selector(() => FieldSelector.Parse(query.Text("fieldSelector"))),
            Math.Max(0, limit), query.Text("continue"), query.Text("resourceVersion"), query.Text("resourceVersionMatch"),
            seconds is > 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, 86_400)) : null,
            watch, query.Flag("allowWatchBookmarks"), query.OptionalFlag("sendInitialEvents"));
        var causes = (watch ? options.WatchErrors() : options.ListErrors()).ToList();
        return causes.Count == 0 ? options : throw Statuses.Invalid("meta.k8s.io", "ListOptions", "", causes);
    }

    private static T Selector<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (SelectorException e)
        {
            throw Statuses.BadRequest(e.Message);
        }
    }

    private IEnumerable<Cause> ListErrors()
    {
        const string field = "resourceVersionMatch";
        if (ResourceVersionMatch.Length > 0)
        {
            if (ResourceVersion.Length == 0)
                yield return Cause.Forbidden(field, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            if (Continue.Length > 0)
                yield return Cause.Forbidden(field, "resourceVersionMatch is forbidden when continue is provided");
            if (ResourceVersionMatch is not ("Exact" or "NotOlderThan"))
                yield return Cause.NotSupported(field, ResourceVersionMatch, ["Exact", "NotOlderThan", ""]);
            if (ResourceVersionMatch == "Exact" && ResourceVersion == "0")
                yield return Cause.Forbidden(field, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }

        if (SendInitialEvents is not null)
            yield return Cause.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
    }

    private IEnumerable<Cause> WatchErrors()
    {
        const string field = "resourceVersionMatch";
        // A watch from no version in particular is taken for one with initial events.
        if (SendInitialEvents is null && ResourceVersionMatch.Length == 0 && ResourceVersion is "" or "0" && Continue.Length > 0)
            yield return Cause.Forbidden(field, "resourceVersionMatch is forbidden when continue is provided");
        if (SendInitialEvents is not null && ResourceVersionMatch != "NotOlderThan")
            yield return Cause.Forbidden(field, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        if (ResourceVersionMatch.Length > 0)
        {
            if (SendInitialEvents is null)
                yield return Cause.Forbidden(field, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            if (ResourceVersionMatch != "NotOlderThan")
                yield return Cause.NotSupported(field, ResourceVersionMatch, ["NotOlderThan"]);
            if (Continue.Length > 0)
                yield return Cause.Forbidden(field, "resourceVersionMatch is forbidden when continue is provided");
        }
    }
}
