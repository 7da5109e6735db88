using Firesteel.History.Listing;
using Firesteel.History.Serving;

namespace Firesteel.History.Rest;

/// <summary>A request as endpoints see it.</summary>
/// <param name="Path">As asked, from <c>/api/v1</c> on.</param>
/// <param name="Arguments">What the path's placeholders stand for.</param>
internal sealed record RestRequest(HistoryLibrary Library, string Path, RestQuery Query, Viewer Viewer, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>The attempt that an application endpoint is asked about.</summary>
    public LogEntry? Entry { get; init; }

    /// <summary>After this time an answer from what is known so far will do; null = only a complete one.</summary>
    public TimeSpan? Patience { get; init; }

    public SparkApi Api => Library.Options.Api;

    public string Text(string name) => Arguments[name];

    /// <summary>The route made sure that it is digits; too many of them are no id that exists.</summary>
    public int Integer(string name) => int.TryParse(Arguments[name], out var value) ? value : throw RestException.NoRoute();
}
