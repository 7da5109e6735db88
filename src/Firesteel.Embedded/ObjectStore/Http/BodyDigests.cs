using Firesteel.Embedded.ObjectStore.Checksums;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>What was found out while a body passed, all of it checked against what the client announced.</summary>
/// <param name="Checksum">Of the algorithm that the client used or asked for; null without one.</param>
internal sealed record BodyDigests(long Length, byte[] Md5, ObjectChecksum? Checksum);
