namespace Firesteel.Embedded.ApiServer.Patching.Apply;

internal enum ScalarKind
{
    String,
    Numeric,
    Boolean,
    Untyped,
}
