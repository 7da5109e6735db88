namespace Firesteel.History.Events;

/// <summary>A line is not the JSON of an event.</summary>
internal sealed class MalformedEventException(string what, int position) : Exception($"{what} at byte {position}")
{
    public int Position { get; } = position;
}
