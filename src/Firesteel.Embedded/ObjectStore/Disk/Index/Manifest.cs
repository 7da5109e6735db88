using System.Text.Json;
using System.Text.Json.Serialization;

namespace Firesteel.Embedded.ObjectStore.Disk.Index;

/// <summary>Which files make up the index. Replaced as a whole, so a crash leaves the old or the new one.</summary>
/// <param name="NextFile">Numbers from here on were never used.</param>
/// <param name="FirstLog">Logs below it are in tables already.</param>
/// <param name="Tables">The newest first.</param>
internal sealed partial record Manifest(long NextFile, long FirstLog, long[] Tables)
{
    private const string Name = "MANIFEST";

    public static Manifest Read(string directory) =>
        File.Exists(Path.Combine(directory, Name))
            ? JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(directory, Name)), ManifestJson.Default.Manifest) ?? throw new InvalidDataException("the index's MANIFEST is empty")
            : new(1, 0, []);

    public void Write(string directory)
    {
        var fresh = Path.Combine(directory, Name + ".new");
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, this, ManifestJson.Default.Manifest);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, Path.Combine(directory, Name), overwrite: true);
        FileSystemCalls.FlushDirectory(directory);
    }

    [JsonSerializable(typeof(Manifest))]
    private sealed partial class ManifestJson : JsonSerializerContext;
}
