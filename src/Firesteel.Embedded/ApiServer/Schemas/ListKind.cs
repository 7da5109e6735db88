namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary><c>x-kubernetes-list-type</c>: how server-side apply merges a list.</summary>
public enum ListKind
{
    Atomic,
    Set,
    Map,
}
