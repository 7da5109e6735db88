namespace Firesteel.Embedded.ApiServer.Patching;

/// <summary>A patch that cannot be applied; the object is as it was.</summary>
/// <param name="code">HTTP status: 400 for a body that is no patch, 413 for too many operations, 422 for one that does not fit, 500 for what the API does not map.</param>
/// <param name="message">What the client sees.</param>
/// <param name="detail">What went wrong exactly, where the client sees less.</param>
public sealed class PatchException(int code, string message, string detail = "") : Exception(message)
{
    public int Code { get; } = code;
    public string Detail { get; } = detail;
}
