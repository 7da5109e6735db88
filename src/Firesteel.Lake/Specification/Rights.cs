namespace Firesteel.Lake.Specification;

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
    List = 4,
    Delete = 8,
}
