namespace Firesteel.Embedded.Node.Volumes;

internal enum SourceKind
{
    ConfigMap,
    Secret,
    Claim,
}
