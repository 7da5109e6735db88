namespace Firesteel.Lake.Planning.Changes;

public sealed record CreateBucket(string Bucket, string Region, bool ObjectLock)
    : LakeChange('+', $"bucket {Bucket}{(ObjectLock ? " with object lock" : "")}");
