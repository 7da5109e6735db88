using System.Collections.Immutable;
using Firesteel.Embedded.Node.Containers;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>
/// Lays out a container's root directory on the host's disk: own directories, files and links, and empty mount points.
/// Everything is made before the container's processes exist, so that the container's own script only has to mount.
/// </summary>
/// <remarks>
/// A mount point below a host directory that lacks it (say <c>/usr/share/x</c>) cannot be created there. Such a directory becomes a <em>view</em>:
/// a directory of the container's own with a link to each entry of the original, which is mounted aside.
/// </remarks>
internal sealed class ContainerRoot
{
    private const string Aside = "/.firesteel";

    /// <summary>Host directories that a container sees as they are; a link (merged /usr) stays a link.</summary>
    private static readonly ImmutableArray<string> Shown = ["usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "nix"];

    private static readonly ImmutableArray<string> Own =
        ["etc", "home", "mnt", "opt", "proc", "root", "run", "srv", "sys", "tmp", "var/cache", "var/lib", "var/log", "var/tmp", "dev/shm", "dev/pts", "dev/mqueue", "run/lock"];

    private static readonly ImmutableArray<string> Devices = ["null", "zero", "full", "random", "urandom", "tty"];

    private readonly string _root;
    private readonly List<Mounting> _mounts = [];
    private int _views;

    private ContainerRoot(string root) => _root = root;

    /// <summary>In the order in which they have to be made.</summary>
    public IReadOnlyList<Mounting> Mounts => _mounts;

    /// <param name="root">An empty directory.</param>
    public static ContainerRoot Build(string root, ContainerPlan plan)
    {
        var layout = new ContainerRoot(root);
        layout.LayOutSystem();
        layout.LayOutImage(plan);
        foreach (var mount in plan.Mounts.OrderBy(mount => mount.Target.Count(c => c == '/')).ThenBy(mount => mount.Target, StringComparer.Ordinal))
            layout.Mount(mount.Source, mount.Target, mount.ReadOnly);
        return layout;
    }

    private void LayOutSystem()
    {
        foreach (var name in Shown)
        {
            var host = "/" + name;
            if (new FileInfo(host).LinkTarget is { } target)
                File.CreateSymbolicLink(OnHost(host), target);
            else if (Directory.Exists(host))
                Mount(host, host, readOnly: true);
        }

        foreach (var name in Own)
            Directory.CreateDirectory(Path.Combine(_root, name));
        File.CreateSymbolicLink(OnHost("/var/run"), "/run");
        foreach (var name in (string[])["tmp", "var/tmp", "dev/shm"])
            File.SetUnixFileMode(Path.Combine(_root, name), (UnixFileMode)0b001_111_111_111);

        foreach (var name in Devices.Where(name => File.Exists("/dev/" + name)))
            Mount("/dev/" + name, "/dev/" + name, readOnly: false);
        foreach (var (link, target) in ((string, string)[])[("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"), ("stderr", "/proc/self/fd/2")])
            File.CreateSymbolicLink(OnHost("/dev/" + link), target);
        Mount("/sys", "/sys", readOnly: true);

        var etc = SetAside("/etc");
        Fill(OnHost("/etc"), "/etc", etc, except: ["hosts", "hostname", "resolv.conf", "mtab"]);
        File.CreateSymbolicLink(OnHost("/etc/mtab"), "/proc/self/mounts");
        File.WriteAllText(OnHost("/etc/resolv.conf"), File.Exists("/etc/resolv.conf") ? File.ReadAllText("/etc/resolv.conf") : "");
    }

    private void LayOutImage(ContainerPlan plan)
    {
        foreach (var directory in plan.Image.Directories)
            Directory.CreateDirectory(OnHost(Resolve(directory)));
        foreach (var mount in plan.Image.Mounts.Where(mount => !IsVisible(mount)))
            Mount(mount.Source, mount.Target, readOnly: true);
        foreach (var (path, text) in plan.Image.Files)
        {
            File.WriteAllText(OnHost(Resolve(path)), text);
            File.SetUnixFileMode(OnHost(Resolve(path)), (UnixFileMode)0b111_101_101);
        }

        foreach (var (path, target) in plan.Image.Links)
        {
            Directory.CreateDirectory(OnHost(Path.GetDirectoryName(path)!));
            File.CreateSymbolicLink(OnHost(path), target);
        }

        File.WriteAllText(OnHost("/etc/hostname"), plan.Hostname + "\n");
        MakePoint(Resolve(plan.WorkingDirectory), directory: true);
    }

    /// <summary>At its own place and under a directory that is shown anyway.</summary>
    private bool IsVisible(ContainerMount mount) =>
        mount.Source == mount.Target && _mounts.Any(shown => shown.Source == shown.Target && IsAt(mount.Source, shown.Source));

    private void Mount(string source, string target, bool readOnly)
    {
        var at = Resolve(target);
        MakePoint(at, Directory.Exists(source));
        _mounts.Add(new(source, at, readOnly));
    }

    /// <summary>Makes sure that the path exists, be it in the root, in a mounted directory of the pod's own, or in a view of a host directory.</summary>
    private void MakePoint(string path, bool directory)
    {
        var real = Real(path, out var shownByHost);
        if (Exists(real))
            return;
        if (shownByHost)
        {
            OpenView(Path.GetDirectoryName(path)!);
            real = Real(path, out _);
        }

        Directory.CreateDirectory(directory ? real : Path.GetDirectoryName(real)!);
        if (!directory)
            File.Create(real).Dispose();
    }

    /// <summary>Replaces the deepest existing directory of the path by a view of it.</summary>
    private void OpenView(string path)
    {
        while (!Directory.Exists(Real(path, out _)))
            path = Path.GetDirectoryName(path)!;
        var host = Real(path, out var shownByHost);
        if (!shownByHost)
            return;
        var aside = SetAside(host);
        var view = Path.Combine(Path.GetDirectoryName(_root)!, $"view-{_views}");
        Directory.CreateDirectory(view);
        Fill(view, host, aside, except: []);
        _mounts.Add(new(view, path, ReadOnly: false));
    }

    private string SetAside(string host)
    {
        var aside = $"{Aside}/{_views++}";
        Directory.CreateDirectory(OnHost(aside));
        _mounts.Add(new(host, aside, ReadOnly: true));
        return aside;
    }

    /// <summary>Links of the original are copied (a relative one means its place), everything else is linked to.</summary>
    private static void Fill(string view, string host, string aside, string[] except)
    {
        foreach (var entry in new DirectoryInfo(host).EnumerateFileSystemInfos())
        {
            if (!except.Contains(entry.Name))
                File.CreateSymbolicLink(Path.Combine(view, entry.Name), entry.LinkTarget ?? $"{aside}/{entry.Name}");
        }
    }

    private string OnHost(string path) => _root + path;

    /// <summary>Where a path of the container lies on the host as long as nothing is mounted.</summary>
    /// <param name="shownByHost">True when that place belongs to the host and must not be written.</param>
    private string Real(string path, out bool shownByHost)
    {
        var mount = _mounts.LastOrDefault(mount => IsAt(path, mount.Target));
        shownByHost = mount is { ReadOnly: true } && !mount.Source.StartsWith(Path.GetDirectoryName(_root)!, StringComparison.Ordinal);
        return mount is null ? OnHost(path) : mount.Source + path[mount.Target.Length..];
    }

    /// <summary>Follows links of directories as the container will see them, so that a mount point never is a link.</summary>
    private string Resolve(string path)
    {
        var done = "";
        var rest = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        for (var links = 0; rest.Count > 0;)
        {
            var part = rest.Pop();
            if (part == ".")
                continue;
            if (part == "..")
            {
                done = Path.GetDirectoryName(done) is { Length: > 1 } parent ? parent : "";
                continue;
            }

            var next = $"{done}/{part}";
            if (new FileInfo(Real(next, out _)).LinkTarget is { } target && links++ < 40)
            {
                foreach (var piece in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
                    rest.Push(piece);
                if (target.StartsWith('/'))
                    done = "";
            }
            else
            {
                done = next;
            }
        }

        return done.Length == 0 ? "/" : done;
    }

    private static bool Exists(string path) => Directory.Exists(path) || File.Exists(path);

    private static bool IsAt(string path, string directory) =>
        path == directory || (path.StartsWith(directory, StringComparison.Ordinal) && path.Length > directory.Length && path[directory.Length] == '/');
}
