using System.Runtime.InteropServices;

namespace Firesteel.Embedded.Node.Registration;

/// <summary>What the machine says of itself.</summary>
internal sealed record MachineFacts(string Architecture, string Kernel, string OperatingSystem, string MachineId, string BootId, long DiskBytes)
{
    public static MachineFacts Read(string stateDirectory) => new(
        RuntimeInformation.OSArchitecture switch { System.Runtime.InteropServices.Architecture.X64 => "amd64", var other => other.ToString().ToLowerInvariant() },
        Line("/proc/sys/kernel/osrelease"),
        ReleaseName(),
        Line("/etc/machine-id"),
        Line("/proc/sys/kernel/random/boot_id"),
        new DriveInfo(stateDirectory).TotalSize);

    private static string ReleaseName() =>
        File.Exists("/etc/os-release") && File.ReadLines("/etc/os-release").FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)) is { } line
            ? line["PRETTY_NAME=".Length..].Trim('"') : "Linux";

    private static string Line(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : "";
}
