namespace Firesteel.Lake.Administration;

/// <summary>What a kind of store can be asked to do beside S3.</summary>
/// <param name="Users">Users and policies through an API this program speaks.</param>
/// <param name="ChoosesKeys">A user's secret key can be chosen by the administrator; else the store makes it and shows it once.</param>
/// <param name="Quota">A hard limit on a bucket's size.</param>
/// <param name="LockOnExistingBuckets">Object lock can be turned on after creation.</param>
/// <param name="Tested">Firesteel's own tests run against a real server of this kind; the others follow their documentation.</param>
/// <param name="AbortsUploadsItself">Stale multipart uploads are cleaned up by the server, and the lifecycle element for it is ignored or lost.</param>
public sealed record AdministrationFeatures(bool Users, bool ChoosesKeys, bool Quota, bool LockOnExistingBuckets, bool Tested, bool AbortsUploadsItself = false);
