using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Variables;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>Puts a pod's volumes on disk and finds what a container's mounts stand for.</summary>
internal sealed class PodVolumes(string podDirectory)
{
    private ImmutableDictionary<string, (string Path, bool ReadOnly)> _places = ImmutableDictionary<string, (string, bool)>.Empty;

    /// <returns>Null when all volumes are there, else the first failure in a kubelet's words.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public string? SetUp(IEnumerable<JsonObject> volumes, VolumeInput input)
    {
        foreach (var volume in volumes)
        {
            var name = volume.Text("name") ?? "";
            var (place, failure) = SetUp(name, VolumeKinds.Read(volume, input));
            if (failure is not null)
                return $"MountVolume.SetUp failed for volume \"{name}\" : {failure}";
            _places = _places.SetItem(name, place);
        }

        return null;
    }

    /// <returns>The mounts of a container, or why there is one that cannot be had.</returns>
    public (ImmutableArray<ContainerMount> Mounts, string? Failure) MountsOf(JsonObject container, IReadOnlyDictionary<string, string> environment)
    {
        var mounts = ImmutableArray.CreateBuilder<ContainerMount>();
        foreach (var mount in container.Items("volumeMounts"))
        {
            if (!_places.TryGetValue(mount.Text("name") ?? "", out var place))
                return ([], $"cannot find volume \"{mount.Text("name")}\" to mount into container \"{container.Text("name")}\"");
            var source = place.Path;
            var below = mount.Text("subPathExpr") is { } expression ? Expansion.Expand(expression, environment) : mount.Text("subPath");
            if (below is { Length: > 0 })
            {
                if (below.StartsWith('/') || below.Split('/').Contains(".."))
                    return ([], $"failed to prepare subPath for volumeMount \"{mount.Text("name")}\" of container \"{container.Text("name")}\"");
                source = Path.Combine(source, below);
                if (!Directory.Exists(source) && !File.Exists(source))
                {
                    if (place.ReadOnly)
                        return ([], $"failed to prepare subPath for volumeMount \"{mount.Text("name")}\" of container \"{container.Text("name")}\"");
                    Directory.CreateDirectory(source);
                }
            }

            mounts.Add(new(source, mount.Text("mountPath") ?? "/", place.ReadOnly || mount.Flag("readOnly")));
        }

        return (mounts.ToImmutable(), null);
    }

    private ((string Path, bool ReadOnly) Place, string? Failure) SetUp(string name, VolumeContent content)
    {
        var own = Path.Combine(podDirectory, "volumes", name);
        switch (content)
        {
            case VolumeContent.Files files:
                Directory.CreateDirectory(own);
                foreach (var file in files.Items)
                    Write(own, file);
                RemoveOthers(own, files.Items);
                return ((own, true), null);
            case VolumeContent.Scratch:
                Directory.CreateDirectory(own);
                File.SetUnixFileMode(own, (UnixFileMode)0b111_111_111);
                return ((own, false), null);
            case VolumeContent.Place place:
                return ((place.Path, false), PlaceOnHost.Check(place));
            default:
                return (default, ((VolumeContent.Failure)content).Message);
        }
    }

    /// <summary>A reader sees the old text or the new one, never half of it.</summary>
    private static void Write(string volume, VolumeFile file)
    {
        var path = Path.Combine(volume, file.Path);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Content))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}..new";
        File.Delete(temporary);
        using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            stream.Write(file.Content);
        File.SetUnixFileMode(temporary, file.Mode);
        File.Move(temporary, path, overwrite: true);
    }

    private static void RemoveOthers(string volume, ImmutableArray<VolumeFile> files)
    {
        var kept = files.Select(file => Path.GetFullPath(Path.Combine(volume, file.Path))).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(volume, "*", SearchOption.AllDirectories).Where(path => !kept.Contains(path)).ToList())
            File.Delete(path);
    }
}
