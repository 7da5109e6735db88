using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <param name="ETag">Hexadecimal MD5, without quotes.</param>
internal sealed record UploadedPart(int Number, long Size, string ETag, DateTimeOffset Modified, ObjectChecksum? Checksum, ImmutableArray<BlobReference> Blobs);
