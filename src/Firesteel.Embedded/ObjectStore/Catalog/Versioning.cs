namespace Firesteel.Embedded.ObjectStore.Catalog;

internal enum Versioning
{
    Never,
    Enabled,
    Suspended,
}
