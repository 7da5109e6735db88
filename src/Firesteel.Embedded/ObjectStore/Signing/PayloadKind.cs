namespace Firesteel.Embedded.ObjectStore.Signing;

/// <summary>How the body is protected, from <c>x-amz-content-sha256</c>.</summary>
internal enum PayloadKind
{
    /// <summary>Not at all: presigned, anonymous or <c>UNSIGNED-PAYLOAD</c>.</summary>
    Unsigned,

    /// <summary>By the SHA-256 of the whole.</summary>
    Hashed,

    /// <summary><c>STREAMING-AWS4-HMAC-SHA256-PAYLOAD</c>.</summary>
    SignedChunks,

    /// <summary><c>STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER</c>.</summary>
    SignedChunksWithTrailer,

    /// <summary><c>STREAMING-UNSIGNED-PAYLOAD-TRAILER</c>.</summary>
    ChunksWithTrailer,
}
