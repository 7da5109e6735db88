namespace Firesteel.Lake.Specification;

/// <summary>Which store it is: decides how users, policies and quotas are administered and what the store cannot do.</summary>
public enum StoreKind
{
    Aws,
    MinIo,
    CephRgw,
    SeaweedFs,
    Garage,
    RustFs,
    Embedded,
}
