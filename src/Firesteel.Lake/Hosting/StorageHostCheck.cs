using System.Buffers.Binary;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Hosting;

/// <summary>Whether a machine will hold a store, also after the next reboot. Pure.</summary>
public static class StorageHostCheck
{
    private static readonly string[] LocalFileSystems = ["ext4", "xfs", "btrfs", "zfs", "ext3"];

    public static IEnumerable<Problem> Check(StorageHost host)
    {
        if (host.Writable is null)
        {
            yield return At(host, "the data directory does not exist", $"make it and mount the disk there: mkdir -p {host.DataDirectory}");
        }
        else
        {
            if (host.Writable is false)
                yield return At(host, "the data directory is not writable for this user", $"run this as the store's user, or give it the directory: chown minio-user: {host.DataDirectory}");
            foreach (var problem in Mount(host))
                yield return problem;
            if (host.FreeBytes < 1L << 30)
                yield return At(host, $"only {ByteSize.Show(host.FreeBytes)} are free", "add space: a store that runs full refuses all writes");
        }

        foreach (var problem in Binary(host))
            yield return problem;
    }

    private static IEnumerable<Problem> Mount(StorageHost host)
    {
        // "36 35 98:0 /root /mount options - ext4 /dev/sdb rw": the longest mount point above the directory holds it.
        var mount = host.MountInfo.Split('\n').Select(line => line.Split(' ')).Where(fields => fields.Length > 6)
            .Where(fields => fields[4] == "/" || host.DataDirectory == fields[4] || host.DataDirectory.StartsWith(fields[4] + "/", StringComparison.Ordinal))
            .MaxBy(fields => fields[4].Length);
        if (mount is null)
            yield break;
        var (point, type) = (mount[4], mount.SkipWhile(field => field != "-").ElementAtOrDefault(1) ?? "");
        if (point == "/")
        {
            yield return At(host, "the data lies on the root file system: a full store stops the machine", $"mount a disk of its own at {host.DataDirectory}", Severity.Warning);
            yield break;
        }

        if (!LocalFileSystems.Contains(type))
            yield return At(host, $"{point} is {type}, not a local journalling file system", "use ext4 or xfs on a disk of its own", Severity.Warning);
        var entry = host.Fstab.Split('\n').Select(line => line.Trim().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).FirstOrDefault(fields => fields.Length > 2 && !fields[0].StartsWith('#') && fields[1].TrimEnd('/') == point);
        if (entry is null)
            yield return At(host, $"{point} is not in /etc/fstab: after a reboot the store would write to an empty directory of the root disk", $"add it by UUID (blkid shows it): UUID=... {point} {type} defaults,nofail 0 2");
        else if (entry[0].StartsWith("/dev/sd", StringComparison.Ordinal) || entry[0].StartsWith("/dev/vd", StringComparison.Ordinal) || entry[0].StartsWith("/dev/nvme", StringComparison.Ordinal))
            yield return At(host, $"/etc/fstab names {entry[0]}, and such names change when disks are added", "write UUID=... (blkid shows it) in its place", Severity.Warning);
    }

    private static IEnumerable<Problem> Binary(StorageHost host)
    {
        if (host.BinaryHead.Length > 0)
        {
            if (host.BinaryHead.Length < 20 || !host.BinaryHead.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
                yield return new Problem(Location.Option("--binary"), "the program is no Linux executable", "fetch the Linux build");
            else if (MachineOf(host.BinaryHead) is var machine && machine != host.Machine)
                yield return new Problem(Location.Option("--binary"), $"the program is for {machine}, this machine is {host.Machine} (Exec format error)", $"fetch the build for {host.Machine}; with docker: --platform linux/{(host.Machine == "aarch64" ? "arm64" : "amd64")}");
        }

        if (host.VersionText is { } version && version.Contains("minio", StringComparison.OrdinalIgnoreCase) && !version.Contains("AGPL", StringComparison.OrdinalIgnoreCase))
            yield return new Problem(Location.Option("--binary"), "the program does not say GNU AGPLv3: it is the enterprise edition and wants a licence key", "run a community build, or another store");
    }

    /// <summary>ELF: 16 bit at offset 18, little endian.</summary>
    private static string MachineOf(byte[] head) => BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(18)) switch
    {
        0x3e => "x86_64",
        0xb7 => "aarch64",
        0x28 => "arm",
        0xf3 => "riscv64",
        var other => $"machine {other}",
    };

    private static Problem At(StorageHost host, string what, string cure, Severity severity = Severity.Error) => new(Location.Field(host.DataDirectory), what, cure, severity);
}
