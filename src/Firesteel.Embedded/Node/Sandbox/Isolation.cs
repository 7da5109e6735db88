using System.Collections.Immutable;
using System.Diagnostics;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>Which namespaces this user may make, found by trying.</summary>
internal static class Isolation
{
    /// <summary>Arguments of unshare(1). Root needs no user namespace; everybody else becomes root in one of his own.</summary>
    public static ImmutableArray<string> UnshareArguments { get; } = Environment.IsPrivilegedProcess
        ? ["--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"]
        : ["--user", "--map-root-user", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"];

    public static async Task<ImmutableArray<Problem>> TryAsync(HostTools tools, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(tools.Unshare, [.. UnshareArguments, tools.Shell, "-c", "mount --bind /tmp /tmp"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 ? [] : [Explain((await said).Trim())];
    }

    private static Problem Explain(string said)
    {
        var last = said[(said.LastIndexOf('\n') + 1)..];
        if (Environment.IsPrivilegedProcess)
            return new(Location.None, $"this machine does not let root make namespaces for pods ({last})", "in a container: start it with --privileged, or with --cap-add SYS_ADMIN and without the default seccomp and AppArmor profiles");
        if (Setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1")
            return new(Location.None, "AppArmor keeps ordinary users from making user namespaces, which pods need", "allow them: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
        if (Setting("/proc/sys/kernel/unprivileged_userns_clone") == "0")
            return new(Location.None, "the kernel keeps ordinary users from making user namespaces, which pods need", "allow them: sudo sysctl -w kernel.unprivileged_userns_clone=1");
        if (Setting("/proc/sys/user/max_user_namespaces") == "0")
            return new(Location.None, "the kernel allows no user namespaces, which pods need", "allow them: sudo sysctl -w user.max_user_namespaces=15000");
        return new(Location.None, $"this user may not make namespaces for pods ({last})", "start as root, or in a container with --security-opt seccomp=unconfined");
    }

    private static string? Setting(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
