using Firesteel.History.Events;

namespace Firesteel.History.Replay;

/// <summary>Applies one kind of event to the state. A handler parses everything before it changes anything: a cut line leaves no trace.</summary>
internal interface IEventHandler
{
    /// <summary>Names under which the event is logged; full class names for all but the core events.</summary>
    IEnumerable<string> Names { get; }

    /// <param name="cursor">Before the event's object.</param>
    void Apply(ref JsonCursor cursor, ReplayState state);
}
