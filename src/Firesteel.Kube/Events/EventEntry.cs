namespace Firesteel.Kube.Events;

/// <param name="Message">Null for the event that combines many.</param>
internal sealed record EventIdentity(EventSubject About, EventType Type, string Reason, string? Message);

/// <summary>An event as the server has it or should have it.</summary>
/// <param name="Name">Of the Event object.</param>
/// <param name="Count">One means that it is new.</param>
internal sealed record EventEntry(EventIdentity Identity, EventSubject About, string Name, string Message, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt);
