namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>Bytes that cannot be read as an API object; the client sees the message in a 400.</summary>
public sealed class WireException(string message) : Exception(message);
