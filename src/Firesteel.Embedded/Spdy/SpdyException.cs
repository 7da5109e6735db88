namespace Firesteel.Embedded.Spdy;

/// <summary>The other side does not speak SPDY/3.1 as it should; the connection cannot go on.</summary>
internal sealed class SpdyException(string message) : IOException(message);
