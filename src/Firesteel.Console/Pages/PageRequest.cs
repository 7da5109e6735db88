using Firesteel.Console.Markup;
using Firesteel.History.Listing;
using Firesteel.History.Serving;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages;

/// <summary>A request as every page sees it.</summary>
/// <param name="Prefix">What a reverse proxy put before our paths; no slash at its end.</param>
/// <param name="Theme">light, dark, or null for what the system says.</param>
/// <param name="Now">Epoch ms.</param>
public sealed record PageRequest(HistoryLibrary Library, string Prefix, string Path, PageQuery Query, Viewer Viewer, string? Theme, long Now)
{
    /// <summary>Reasons of failures that are known so far.</summary>
    public required Outcomes Outcomes { get; init; }

    /// <summary>Parts of the path that stand for placeholders.</summary>
    public string Home => Prefix + "/";

    public string Link(LogEntry entry, string page = "overview/") => $"{Prefix}/history/{Uri.EscapeDataString(entry.AppId)}/{(entry.AttemptId is { } attempt ? Uri.EscapeDataString(attempt) + "/" : "")}{page}";

    public Html Time(long epoch) => epoch <= 0 ? Html.Of($"<span class=\"dim\">–</span>") : Html.Of($"<time datetime=\"{Formats.Amount.Iso(epoch)}\">{Formats.Amount.Moment(epoch)}</time>");
}
