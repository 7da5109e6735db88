using System.Security.Cryptography;

namespace Firesteel.Embedded.Runtimes;

/// <summary>Archives: checked before they are opened, complete or not there at all.</summary>
public static class Archive
{
    /// <summary>Written last into an unpacked directory; one without it is left-over work of somebody who was stopped.</summary>
    public const string CompleteMark = ".complete";

    public static bool IsComplete(string directory) => File.Exists(Path.Combine(directory, CompleteMark));

    /// <summary>Unpacks beside <paramref name="target"/> and renames; two callers at once do not disturb each other.</summary>
    /// <param name="stripComponents">Leading directories of the archive to leave out.</param>
    public static async Task UnpackAsync(string archive, string target, int stripComponents, CancellationToken stop)
    {
        var parent = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var partial = Path.Combine(parent.FullName, $".partial-{Guid.NewGuid():N}");
        Directory.CreateDirectory(partial);
        try
        {
            var (exitCode, output) = await Executables.RunAsync(
                "tar", ["-xf", archive, "-C", partial, "--no-same-owner", $"--strip-components={stripComponents}"], stop);
            if (exitCode != 0)
                throw new IOException($"{archive} could not be unpacked: {FirstLine(output)}");
            await PutInPlaceAsync(partial, target, stop);
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }

    /// <summary>Moves a complete directory to where it belongs; an incomplete one there gives way.</summary>
    public static async Task PutInPlaceAsync(string unpacked, string target, CancellationToken stop)
    {
        await File.WriteAllTextAsync(Path.Combine(unpacked, CompleteMark), "", stop);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            if (Directory.Exists(target) && !IsComplete(target))
                Directory.Delete(target, recursive: true);
            if (!Directory.Exists(target))
                Directory.Move(unpacked, target);
        }
        catch (IOException) when (IsComplete(target))
        {
            // Somebody else was first; theirs is as good.
        }
    }

    /// <param name="hash">Hexadecimal SHA-256 or SHA-512, told apart by length.</param>
    public static async Task<bool> HasHashAsync(string file, string hash, CancellationToken stop)
    {
        await using var stream = File.OpenRead(file);
        var actual = hash.Length == 128 ? await SHA512.HashDataAsync(stream, stop) : await SHA256.HashDataAsync(stream, stop);
        return string.Equals(Convert.ToHexString(actual), hash, StringComparison.OrdinalIgnoreCase);
    }

    private static string FirstLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.Trim() ?? "no message";
}
