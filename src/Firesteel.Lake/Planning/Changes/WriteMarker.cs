namespace Firesteel.Lake.Planning.Changes;

/// <summary>
/// Makes a prefix exist. A hidden file rather than <c>prefix/</c>: Hadoop 3.3 deletes directory markers with the first file below them,
/// and a history server that finds no key there does not start.
/// </summary>
public sealed record WriteMarker(string Bucket, string Prefix) : LakeChange('+', $"directory {Bucket}/{Prefix}")
{
    public string Key => Prefix + ".keep";
}
