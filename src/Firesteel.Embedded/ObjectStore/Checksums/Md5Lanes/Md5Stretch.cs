namespace Firesteel.Embedded.ObjectStore.Checksums.Md5Lanes;

/// <summary>The next blocks of one stream.</summary>
/// <param name="State">The stream's four words so far; advanced.</param>
internal readonly record struct Md5Stretch(uint[] State, byte[] Data, int Offset);
