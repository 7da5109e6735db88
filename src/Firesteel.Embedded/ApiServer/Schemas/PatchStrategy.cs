namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary><c>patchStrategy</c> of a field of a built-in type.</summary>
[Flags]
public enum PatchStrategy
{
    /// <summary>Lists and scalars are replaced, objects merged.</summary>
    None = 0,
    Merge = 1,
    Replace = 2,
    RetainKeys = 4,
}
