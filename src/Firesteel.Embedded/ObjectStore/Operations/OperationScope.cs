namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>What an operation's target names.</summary>
internal enum OperationScope
{
    Service,
    Bucket,
    Object,
}
