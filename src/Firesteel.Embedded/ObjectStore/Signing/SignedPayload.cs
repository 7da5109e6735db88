namespace Firesteel.Embedded.ObjectStore.Signing;

/// <summary>What is needed to check a body once its head was authenticated.</summary>
/// <param name="Hash">Lower-case hexadecimal SHA-256 for <see cref="PayloadKind.Hashed"/>.</param>
/// <param name="Seed">The request's signature, with which the chain of chunk signatures begins.</param>
internal sealed record SignedPayload(PayloadKind Kind, string? Hash = null, string Seed = "", byte[]? Key = null, string Date = "", string Scope = "")
{
    public static SignedPayload Unsigned { get; } = new(PayloadKind.Unsigned);

    public bool IsChunked => Kind >= PayloadKind.SignedChunks;

    public bool IsSignedInChunks => Kind is PayloadKind.SignedChunks or PayloadKind.SignedChunksWithTrailer;
}
