using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Planning.Changes;

/// <param name="Bytes">Null removes it.</param>
public sealed record SetQuota(string Bucket, long? Bytes, long? Before)
    : LakeChange('~', $"bucket {Bucket}: hard quota {Show(Before)} -> {Show(Bytes)}")
{
    private static string Show(long? bytes) => bytes is { } size ? ByteSize.Show(size) : "none";
}
