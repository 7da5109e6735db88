using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Volumes, claims and classes.</summary>
internal static class StorageColumns
{
    private static readonly Column VolumeMode = Text("VolumeMode", obj => OrUnset(Cells.Text(obj, "spec", "volumeMode")), 1);

    public static ImmutableArray<Column> PersistentVolumeClaim { get; } =
    [
        Name,
        Text("Status", obj => Phase(obj)),
        Text("Volume", obj => Cells.Text(obj, "spec", "volumeName")),
        Text("Capacity", obj => Cells.Text(obj, "spec", "volumeName").Length > 0 ? Cells.Text(obj, "status", "capacity", "storage") : ""),
        Text("Access Modes", obj => Cells.Text(obj, "spec", "volumeName").Length > 0 ? Modes(At(obj, "status", "accessModes")) : ""),
        Text("StorageClass", obj => Class(obj)),
        Text("VolumeAttributesClass", obj => OrUnset(Cells.Text(obj, "spec", "volumeAttributesClassName"))),
        Age, VolumeMode,
    ];

    public static ImmutableArray<Column> PersistentVolume { get; } =
    [
        Name,
        Text("Capacity", obj => Cells.Text(obj, "spec", "capacity", "storage")),
        Text("Access Modes", obj => Modes(At(obj, "spec", "accessModes"))),
        Text("Reclaim Policy", obj => Cells.Text(obj, "spec", "persistentVolumeReclaimPolicy")),
        Text("Status", obj => Phase(obj)),
        Text("Claim", obj => At(obj, "spec", "claimRef") is { } claim ? $"{Cells.Text(claim, "namespace")}/{Cells.Text(claim, "name")}" : ""),
        Text("StorageClass", obj => Class(obj)),
        Text("VolumeAttributesClass", obj => OrUnset(Cells.Text(obj, "spec", "volumeAttributesClassName"))),
        Text("Reason", obj => Cells.Text(obj, "status", "reason")),
        Age, VolumeMode,
    ];

    public static ImmutableArray<Column> StorageClass { get; } =
    [
        Name with
        {
            Cell = (obj, _) => Cells.Text(obj, "metadata", "name")
                + (Cells.Text(obj, "metadata", "annotations", "storageclass.kubernetes.io/is-default-class") == "true" ? " (default)" : ""),
        },
        Text("Provisioner", obj => Cells.Text(obj, "provisioner")),
        Text("ReclaimPolicy", obj => Cells.Text(obj, "reclaimPolicy") is { Length: > 0 } policy ? policy : "Delete"),
        Text("VolumeBindingMode", obj => OrUnset(Cells.Text(obj, "volumeBindingMode"))),
        new("AllowVolumeExpansion", "string", (obj, _) => True(obj, "allowVolumeExpansion")),
        Age,
    ];

    public static ImmutableArray<Column> VolumeAttachment { get; } =
    [
        Name,
        Text("Attacher", obj => Cells.Text(obj, "spec", "attacher")),
        Text("PV", obj => Cells.Text(obj, "spec", "source", "persistentVolumeName")),
        Text("Node", obj => Cells.Text(obj, "spec", "nodeName")),
        Boolean("Attached", obj => True(obj, "status", "attached")),
        Age,
    ];

    public static ImmutableArray<Column> VolumeAttributesClass { get; } = [Name, Text("DriverName", obj => Cells.Text(obj, "driverName")), Age];

    public static ImmutableArray<Column> CsiDriver { get; } =
    [
        Name,
        new("AttachRequired", "boolean", (obj, _) => At(obj, "spec", "attachRequired") is null || True(obj, "spec", "attachRequired")),
        Boolean("PodInfoOnMount", obj => True(obj, "spec", "podInfoOnMount")),
        Boolean("StorageCapacity", obj => True(obj, "spec", "storageCapacity")),
        Text("TokenRequests", obj => OrUnset(string.Join(',', Items(obj, "spec", "tokenRequests").Select(item => Cells.Text(item, "audience"))))),
        Boolean("RequiresRepublish", obj => True(obj, "spec", "requiresRepublish")),
        Text("Modes", obj => OrNone(string.Join(',', Texts(obj, "spec", "volumeLifecycleModes")))),
        Age,
    ];

    public static ImmutableArray<Column> CsiNode { get; } = [Name, new("Drivers", "integer", (obj, _) => Count(obj, "spec", "drivers")), Age];

    public static ImmutableArray<Column> CsiStorageCapacity { get; } =
    [
        Name, Text("StorageClassName", obj => Cells.Text(obj, "storageClassName")), Text("Capacity", obj => OrUnset(Cells.Text(obj, "capacity"))),
    ];

    private static string Phase(JsonObject obj) =>
        Cells.Text(obj, "metadata", "deletionTimestamp").Length > 0 ? "Terminating" : Cells.Text(obj, "status", "phase");

    private static string Class(JsonObject obj) =>
        Cells.Text(obj, "metadata", "annotations", "volume.beta.kubernetes.io/storage-class") is { Length: > 0 } old ? old : Cells.Text(obj, "spec", "storageClassName");

    private static string Modes(JsonNode? modes)
    {
        var given = Texts(modes).ToHashSet(StringComparer.Ordinal);
        (string Mode, string Short)[] all = [("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP")];
        return string.Join(',', all.Where(item => given.Contains(item.Mode)).Select(item => item.Short));
    }
}
