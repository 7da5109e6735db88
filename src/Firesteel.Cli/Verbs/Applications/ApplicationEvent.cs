namespace Firesteel.Cli.Verbs.Applications;

/// <summary>A row of <c>apps events</c>.</summary>
/// <param name="Time">RFC 3339.</param>
/// <param name="Object"><c>Kind/name</c>.</param>
public sealed record ApplicationEvent(string Time, string Type, string Reason, string Object, string Message);
