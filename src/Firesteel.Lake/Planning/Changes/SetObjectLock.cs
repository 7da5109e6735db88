using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Planning.Changes;

public sealed record SetObjectLock(string Bucket, ObjectLockSpecification Wanted, ObjectLockSpecification? Before)
    : LakeChange('~', $"bucket {Bucket}: object lock {Before?.ToString() ?? "off"} -> {Wanted}");
