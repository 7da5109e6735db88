namespace Firesteel.Lake.Planning.Changes;

public sealed record SetVersioning(string Bucket, bool Enabled, string Before)
    : LakeChange('~', $"bucket {Bucket}: versioning {Before} -> {(Enabled ? "enabled" : "suspended")}");
