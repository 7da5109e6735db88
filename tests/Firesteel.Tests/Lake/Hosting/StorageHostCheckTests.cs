using Firesteel.Lake.Hosting;

namespace Firesteel.Tests.Lake.Hosting;

public sealed class StorageHostCheckTests
{
    private const string Mounts = """
        24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        90 24 8:16 / /mnt/minio_data rw,relatime shared:40 - ext4 /dev/sdb rw
        """;

    private static readonly StorageHost Good = new("/mnt/minio_data", Mounts, "UUID=1b2c /mnt/minio_data ext4 defaults 0 2\n", true, 400L << 30, Elf(0x3e), "x86_64", "minio version X\nLicense: GNU AGPLv3\n");

    [Fact]
    public void A_good_host_has_no_problem() => StorageHostCheck.Check(Good).ShouldBeEmpty();

    public static TheoryData<StorageHost, string> Bad => new()
    {
        { Good with { Writable = null }, "does not exist" },
        { Good with { Writable = false }, "chown minio-user: /mnt/minio_data" },
        { Good with { DataDirectory = "/srv/minio" }, "the data lies on the root file system" },
        { Good with { MountInfo = Mounts.Replace("- ext4 /dev/sdb", "- nfs4 nas:/x") }, "is nfs4" },
        { Good with { Fstab = "# UUID=1 /mnt/minio_data ext4\n" }, "is not in /etc/fstab" },
        { Good with { Fstab = "/dev/sdb /mnt/minio_data ext4 defaults 0 2" }, "such names change" },
        { Good with { FreeBytes = 1000 }, "only 1000 B are free" },
        { Good with { BinaryHead = Elf(0xb7) }, "the program is for aarch64, this machine is x86_64 (Exec format error)" },
        { Good with { BinaryHead = "MZ"u8.ToArray() }, "no Linux executable" },
        { Good with { VersionText = "minio version RELEASE.2026 (AIStor)" }, "enterprise edition" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void What_is_wrong_is_named(StorageHost host, string words) => StorageHostCheck.Check(host).ShouldHaveSingleItem().ToString().ShouldContain(words);

    private static byte[] Elf(byte machine)
    {
        var head = new byte[64];
        "\u007fELF"u8.CopyTo(head);
        head[18] = machine;
        return head;
    }
}
