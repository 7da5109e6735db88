namespace Firesteel.Kube.Watching;

public enum InformerChangeType
{
    Added,
    Modified,
    Deleted,
}
