using Firesteel.Lake.Connecting;

namespace Firesteel.Lake.Administration;

/// <summary>Tells a store without the administration that was asked from one that does not know the user or policy.</summary>
internal static class WrongKindOfStore
{
    /// <exception cref="StoreException">The path of the administration was taken for a bucket's.</exception>
    public static StoreAnswer Refuse(string asked, StoreAnswer answer) => !answer.Ok && answer.Error.Code is "NoSuchBucket" or "NoSuchKey" or "InvalidBucketName"
        ? throw new StoreException(asked, answer.Status, "NoAdministration", "the store has no administration of this kind; check store.kind")
        : answer;
}
