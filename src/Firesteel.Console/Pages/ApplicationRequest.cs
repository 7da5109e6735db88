using Firesteel.Console.Markup;
using Firesteel.History.Listing;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages;

/// <summary>A request for a page of one application.</summary>
/// <param name="Other">The run to compare with, if the query names one that exists.</param>
public sealed record ApplicationRequest(PageRequest Page, LogEntry Entry, ApplicationStore Store, (LogEntry Entry, ApplicationStore Store)? Other)
{
    public PageQuery Query => Page.Query;

    /// <summary>Where what still runs is thought to be observed: the end of the log as far as it is known.</summary>
    public long Horizon => Store.Ended > 0 ? Store.Ended : Math.Max(Store.LastUpdated, Store.Started);

    /// <summary>Address of another page of the application, such as <c>jobs/job/?id=3</c>.</summary>
    public string Link(string page) => Page.Link(Entry, page);

    public string Job(int id) => Link($"jobs/job/?id={id}");

    public string Stage(int id, int attempt) => Link($"stages/stage/?id={id}&attempt={attempt}");

    public string Sql(long id) => Link($"SQL/execution/?id={id}");

    public Html Time(long epoch) => Page.Time(epoch);
}
