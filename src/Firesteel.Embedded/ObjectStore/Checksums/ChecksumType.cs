namespace Firesteel.Embedded.ObjectStore.Checksums;

/// <summary>What the checksum of a multipart object covers: its bytes, or the checksums of its parts.</summary>
internal enum ChecksumType
{
    FullObject,
    Composite,
}
