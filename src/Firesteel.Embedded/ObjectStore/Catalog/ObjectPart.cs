namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>A part of a finished multipart object.</summary>
/// <param name="Checksum">Base64, of the object's algorithm; null without one.</param>
internal sealed record ObjectPart(int Number, long Size, string? Checksum);
