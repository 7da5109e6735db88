using Firesteel.Kube.Problems;

namespace Firesteel.Cli.Platform;

/// <summary>Two platforms over one state directory would tear it apart: the kernel's file lock says who has it, also after kill -9.</summary>
public sealed class PlatformLock : IDisposable
{
    private readonly FileStream _file;

    private PlatformLock(FileStream file) => _file = file;

    /// <exception cref="ProblemException">Another platform runs there.</exception>
    public static PlatformLock Take(PlatformPaths paths)
    {
        try
        {
            Directory.CreateDirectory(paths.State);
            return new(new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(new(paths.State), "the state directory may not be written by this user", "name another one with --state DIR"));
        }
        catch (IOException) when (File.Exists(paths.Lock))
        {
            throw new ProblemException(new Problem(new(paths.State), "a Firesteel platform runs there already", $"use it (export KUBECONFIG={paths.Kubeconfig}), end it, or name another directory with --state DIR"));
        }
    }

    /// <summary>Whether somebody holds it now.</summary>
    public static bool IsHeld(PlatformPaths paths)
    {
        if (!File.Exists(paths.Lock))
            return false;
        try
        {
            using var file = new FileStream(paths.Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => _file.Dispose();
}
