using Firesteel.Embedded.Node.Sandbox;

namespace Firesteel.Tests.Embedded.Node.Sandbox;

public sealed class HostMountsTests
{
    private const string MountInfo = """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        23 22 0:21 / /usr/local rw,nosuid,noatime - ext4 /dev/sdb rw
        24 22 0:22 / /usr/share/my\040fonts ro,nodev - ext4 /dev/sdc ro
        25 22 0:23 / /usrx rw - tmpfs tmpfs rw
        """;

    [Fact]
    public void A_directory_has_the_flags_it_lies_on_and_the_mounts_below_it() =>
        HostMounts.Parse(MountInfo).Under("/usr").Select(mount => $"{mount.Path}:{string.Join(',', mount.Options)}")
            .ShouldBe(["/usr:relatime", "/usr/local:nosuid,noatime", "/usr/share/my fonts:nodev"]);

    [Theory, InlineData("plain", "'plain'"), InlineData("it's", "'it'\\''s'"), InlineData("$(x) `y`", "'$(x) `y`'")]
    public void Nothing_of_a_pod_is_code_in_the_script(string text, string quoted) => SetupScript.Quote(text).ShouldBe(quoted);

    [Theory, InlineData("LD_PRELOAD", true), InlineData("PATH", true), InlineData("BASH_ENV", true), InlineData("SPARK_HOME", false)]
    public void What_would_change_the_script_waits_for_the_command(string variable, bool held) => SetupScript.IsHeldBack(variable).ShouldBe(held);
}
