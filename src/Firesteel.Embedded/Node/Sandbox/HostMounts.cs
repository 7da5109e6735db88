using System.Collections.Immutable;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>The host's mount points with their flags, from <c>/proc/self/mountinfo</c> (proc(5)).</summary>
internal sealed class HostMounts(ImmutableArray<HostMounts.Mount> mounts)
{
    /// <summary>Flags that a remount has to repeat: in a user namespace the kernel refuses to drop them.</summary>
    private static readonly ImmutableHashSet<string> Flags = ["nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime", "nosymfollow"];

    public static HostMounts Read() => Parse(File.ReadAllText("/proc/self/mountinfo"));

    public static HostMounts Parse(string mountInfo) =>
        new([.. mountInfo.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(fields => fields.Length > 5)
            .Select(fields => new Mount(Unescape(fields[4]), [.. fields[5].Split(',').Where(Flags.Contains)]))]);

    /// <summary>The path itself (with the flags of the mount it lies on) and every mount below it: what has to be made read only after a recursive bind.</summary>
    public IEnumerable<Mount> Under(string path)
    {
        var around = mounts.Where(mount => Contains(mount.Path, path)).MaxBy(mount => mount.Path.Length);
        yield return new(path, around?.Options ?? []);
        foreach (var mount in mounts.Where(mount => mount.Path != path && Contains(path, mount.Path)).DistinctBy(mount => mount.Path))
            yield return mount;
    }

    private static bool Contains(string outer, string inner) =>
        outer == "/" || inner == outer || (inner.Length > outer.Length && inner[outer.Length] == '/' && inner.StartsWith(outer, StringComparison.Ordinal));

    /// <summary>Space, tab, newline and backslash stand as octal numbers.</summary>
    private static string Unescape(string path) =>
        path.Replace("\\040", " ").Replace("\\011", "\t").Replace("\\012", "\n").Replace("\\134", "\\");

    internal sealed record Mount(string Path, ImmutableArray<string> Options);
}
