namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary>Values are the channels of a WebSocket.</summary>
internal enum CommandOutput : byte
{
    Output = 1,
    Errors = 2,
}
