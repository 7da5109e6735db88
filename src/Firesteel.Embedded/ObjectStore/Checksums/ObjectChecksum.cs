namespace Firesteel.Embedded.ObjectStore.Checksums;

/// <param name="Value">Base64 of the big-endian bytes; a composite one ends with <c>-N</c>, N parts.</param>
internal sealed record ObjectChecksum(ChecksumAlgorithm Algorithm, string Value, ChecksumType Type = ChecksumType.FullObject);
