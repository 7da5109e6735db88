using System.Diagnostics;
using Firesteel.Embedded.Node.Images;

namespace Firesteel.IntegrationTests.Node;

/// <summary>A node in a process of its own, as root or as an ordinary user.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private const string Nobody = "65534";

    private NodeProcess(Process process, string directory) => (Process, Folder) = (process, directory);

    public Process Process { get; }

    /// <summary>Everything the node may write: program, kubeconfig, state.</summary>
    public string Folder { get; }

    public static async Task<NodeProcess> StartAsync(string kubeconfig, bool ordinaryUser, params string[] options)
    {
        var directory = Directory.CreateTempSubdirectory("firesteel-process-").FullName;
        return await StartAsync(directory, kubeconfig, ordinaryUser, options);
    }

    public static async Task<NodeProcess> StartAsync(string directory, string kubeconfig, bool ordinaryUser, params string[] options)
    {
        // The checkout need not be readable for everybody.
        var program = Directory.CreateDirectory(Path.Combine(directory, "program")).FullName;
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(file => file.EndsWith(".dll", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)), overwrite: true);
        await File.WriteAllTextAsync(Path.Combine(directory, "kubeconfig"), kubeconfig);
        Directory.CreateDirectory(Path.Combine(directory, "state"));
        string[] node = [Path.Combine(FiresteelProgram.Current().DotnetRoot, "dotnet"), Path.Combine(program, "firesteel.dll"), "node",
            "--kubeconfig", Path.Combine(directory, "kubeconfig"), "--state", Path.Combine(directory, "state"), .. options];
        if (ordinaryUser)
        {
            using var chown = Process.Start("chown", ["-R", $"{Nobody}:{Nobody}", directory]);
            await chown.WaitForExitAsync();
        }

        string[] command = ordinaryUser ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", .. node] : node;
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory, Environment = { ["HOME"] = directory } };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        line.ShouldBe("ready", line is null ? await errors : null);
        return new NodeProcess(process, directory);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", Process.Id.ToString()]);
            await stop.WaitForExitAsync();
        }

        await Process.WaitForExitAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
