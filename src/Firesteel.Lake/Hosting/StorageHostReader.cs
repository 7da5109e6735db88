using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Firesteel.Lake.Hosting;

/// <summary>Looks at this machine.</summary>
public static class StorageHostReader
{
    /// <param name="binary">Null when only the disk is looked at.</param>
    public static async Task<StorageHost> ReadAsync(string dataDirectory, string? binary, CancellationToken stop = default)
    {
        var data = Path.GetFullPath(dataDirectory).TrimEnd('/');
        var exists = Directory.Exists(data);
        var machine = RuntimeInformation.OSArchitecture switch { Architecture.X64 => "x86_64", Architecture.Arm64 => "aarch64", var other => other.ToString().ToLowerInvariant() };
        var head = binary is null ? [] : await HeadAsync(binary, stop);
        return new StorageHost(
            data,
            await File.ReadAllTextAsync("/proc/self/mountinfo", stop),
            File.Exists("/etc/fstab") ? await File.ReadAllTextAsync("/etc/fstab", stop) : "",
            exists ? Writable(data) : null,
            exists ? new DriveInfo(data).AvailableFreeSpace : 0,
            head,
            machine,
            binary is null ? null : await VersionAsync(binary, stop));
    }

    private static bool Writable(string directory)
    {
        try
        {
            var probe = Path.Combine(directory, $".firesteel-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private static async Task<byte[]> HeadAsync(string binary, CancellationToken stop)
    {
        await using var file = File.OpenRead(binary);
        var head = new byte[64];
        return head[..await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop)];
    }

    /// <returns>Null when it does not run here, which the head of the file explains.</returns>
    private static async Task<string?> VersionAsync(string binary, CancellationToken stop)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(binary, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
                return null;
            var error = process.StandardError.ReadToEndAsync(stop);
            var text = await process.StandardOutput.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return text + await error;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
