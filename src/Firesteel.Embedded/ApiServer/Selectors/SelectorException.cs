namespace Firesteel.Embedded.ApiServer.Selectors;

/// <summary>A selector that does not parse; the message is the one of a real server.</summary>
internal sealed class SelectorException(string message) : Exception(message);
