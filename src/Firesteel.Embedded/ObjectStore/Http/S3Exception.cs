namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>What a client is told in an <c>Error</c> document; thrown anywhere below an operation.</summary>
internal sealed class S3Exception(S3ErrorCode code, string? message = null, params (string Name, string Value)[] details)
    : Exception(message ?? code.Message)
{
    public S3ErrorCode Code { get; } = code;

    /// <summary>Further elements of the document.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; } = details;

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
