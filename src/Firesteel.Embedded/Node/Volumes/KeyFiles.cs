using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>Files from the keys of a ConfigMap or Secret: all of them, or those that <c>items</c> names.</summary>
internal static class KeyFiles
{
    public static VolumeContent Select(SourceKind kind, string name, JsonObject source, VolumeInput input, UnixFileMode mode)
    {
        var optional = source.Flag("optional");
        if (input.Context.Sources.Find(kind, name) is not { } found)
            return optional ? new VolumeContent.Files([]) : new VolumeContent.Failure(input.Context.Sources.NotFound(kind, name));
        var contents = found.Files().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (source["items"] is not JsonArray { Count: > 0 })
            return new VolumeContent.Files([.. contents.Select(pair => new VolumeFile(pair.Key, pair.Value, mode))]);

        var files = ImmutableArray.CreateBuilder<VolumeFile>();
        foreach (var item in source.Items("items"))
        {
            var (key, path) = (item.Text("key") ?? "", item.Text("path") ?? "");
            if (path.StartsWith('/') || path.Split('/').Contains(".."))
                return new VolumeContent.Failure($"path '{path}' leads out of the volume");
            if (contents.TryGetValue(key, out var content))
                files.Add(new(path, content, item.Whole("mode") is { } own ? (UnixFileMode)own : mode));
            else if (!optional)
                return new VolumeContent.Failure($"references non-existent {(kind == SourceKind.Secret ? "secret" : "config")} key: {key}");
        }

        return new VolumeContent.Files(files.ToImmutable());
    }

    /// <summary>Kubernetes' default is 0644.</summary>
    public static UnixFileMode Mode(JsonObject source, string field) => (UnixFileMode)((source.Whole(field) ?? 0b110_100_100) & 0b111_111_111);
}
