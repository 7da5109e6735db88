using System.Collections.Immutable;
using System.Text;
using Firesteel.Embedded.Node.Containers;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>The shell script that is a container's first process: it mounts, changes the root and becomes the container's command. Pure.</summary>
internal static class SetupScript
{
    /// <summary>Written to the report when the command is about to begin; anything before it says why it did not.</summary>
    public const string Ready = "ready";

    /// <summary>
    /// Around unshare(1): its own words go to the report (the first argument), not to the container's log, which waits as descriptor 4.
    /// </summary>
    public const string Wrapper = "report=$1; shift; exec \"$@\" 4>&2 2>>\"$report\"";

    /// <summary>What unshare of util-linux before 2.39 says, and ends with 1, when its child was ended by SIGKILL.</summary>
    public const string KilledWords = "unshare: sigprocmask unblock failed";

    /// <summary>What Docker leaves to root in a container. In a user namespace they mean nothing outside anyway.</summary>
    private const string Capabilities = "-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+net_raw,+sys_chroot,+mknod,+audit_write,+setfcap";

    /// <summary>Variables that would change how the script itself runs; they are set only just before the command.</summary>
    public static bool IsHeldBack(string variable) =>
        variable is "PATH" or "IFS" or "ENV" or "BASH_ENV" or "PS4" or "CDPATH" or "SHELLOPTS" or "BASHOPTS" or "GLIBC_TUNABLES" or "PWD" or "OLDPWD"
        || variable.StartsWith("LD_", StringComparison.Ordinal) || variable.StartsWith("LIBMOUNT_", StringComparison.Ordinal);

    /// <param name="report">Host path of the file that descriptor 3 writes to.</param>
    public static string Write(ContainerPlan plan, string root, string report, IReadOnlyList<Mounting> mounts, HostMounts host, HostTools tools)
    {
        var script = new StringBuilder();
        script.Append("exec 3>>").Append(Quote(report)).Append("\nset -e\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\nexport PATH\n");
        // No variables of the script's own: they would hide the container's.
        script.Append("mount --bind ").Append(Quote(root)).Append(' ').Append(Quote(root)).Append('\n');
        foreach (var mount in mounts)
        {
            script.Append("mount --rbind ").Append(Quote(mount.Source)).Append(' ').Append(Quote(root + mount.Target)).Append('\n');
            if (!mount.ReadOnly)
                continue;
            foreach (var below in host.Under(mount.Source))
            {
                var target = mount.Target + below.Path[mount.Source.Length..];
                script.Append("mount -o ").AppendJoin(',', below.Options.Prepend("ro").Prepend("bind").Prepend("remount"))
                    .Append(' ').Append(Quote(root + target));
                // A mount below may be one that this user cannot see; what he cannot reach he cannot write either.
                script.Append(below.Path == mount.Source ? "\n" : " 2>/dev/null || true\n");
            }
        }

        script.Append("mount -t tmpfs -o mode=1777 tmpfs ").Append(Quote(root + "/dev/shm")).Append('\n');
        // Where parts of /proc are masked (in a container), a user namespace may not mount a new one.
        script.Append($"mount -t proc proc {Quote(root + "/proc")} 2>/dev/null || mount --rbind /proc {Quote(root + "/proc")}\n");
        script.Append(tools.Hostname is { } hostname ? $"{Quote(hostname)} " : "printf %s ").Append(Quote(plan.Hostname))
            .Append(tools.Hostname is null ? " >/proc/sys/kernel/hostname\n" : "\n");
        script.Append("cd ").Append(Quote(root)).Append("\npivot_root . .\numount -l .\n");
        script.Append("cd ").Append(Quote(plan.WorkingDirectory)).Append('\n');
        script.Append("unset PATH\n");

        var strange = new List<string>();
        foreach (var (name, value) in LastOfEach(plan.Environment))
        {
            if (!IsShellName(name))
                strange.Add($"{name}={value}");
            else if (IsHeldBack(name))
                script.Append("export ").Append(name).Append('=').Append(Quote(value)).Append('\n');
        }

        script.Append("command -v ").Append(Quote(plan.Command[0])).Append(" >/dev/null || { echo ")
            .Append(Quote($"exec: \"{plan.Command[0]}\": executable file not found in $PATH")).Append(" >&3; exit 128; }\n");
        script.Append("echo ").Append(Ready).Append(" >&3\nexec 2>&4 3>&- 4>&-\nexec ");
        script.Append(Quote(tools.SetPriv)).Append(" --bounding-set ").Append(Capabilities).Append(" --inh-caps -all -- ");
        // A shell drops variables whose names it does not like; Kubernetes allows them.
        if (strange.Count > 0)
            script.Append("/usr/bin/env ").AppendJoin(' ', strange.Select(Quote)).Append(' ');
        return script.AppendJoin(' ', plan.Command.Select(Quote)).Append('\n').ToString();
    }

    /// <summary>The last value of each name, in the order in which the names first came.</summary>
    public static IEnumerable<KeyValuePair<string, string>> LastOfEach(ImmutableArray<KeyValuePair<string, string>> environment)
    {
        var last = environment.GroupBy(pair => pair.Key, StringComparer.Ordinal);
        return last.Select(group => new KeyValuePair<string, string>(group.Key, group.Last().Value));
    }

    public static bool IsShellName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    public static string Quote(string text) => $"'{text.Replace("'", "'\\''")}'";
}
