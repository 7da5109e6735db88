using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>Several sources in one directory, among them the pod's service-account token.</summary>
internal sealed class ProjectedVolume : IVolumeKind
{
    public string Field => "projected";

    public VolumeContent Read(JsonObject source, VolumeInput input)
    {
        var mode = KeyFiles.Mode(source, "defaultMode");
        var files = ImmutableArray.CreateBuilder<VolumeFile>();
        foreach (var part in source.Items("sources"))
        {
            switch (ReadPart(part, input, mode))
            {
                case VolumeContent.Files some:
                    files.AddRange(some.Items);
                    break;
                case VolumeContent.Failure failure:
                    return failure;
            }
        }

        return new VolumeContent.Files(files.ToImmutable());
    }

    private static VolumeContent ReadPart(JsonObject part, VolumeInput input, UnixFileMode mode)
    {
        if (part.Object("configMap") is { } map)
            return KeyFiles.Select(SourceKind.ConfigMap, map.Text("name") ?? "", map, input, mode);
        if (part.Object("secret") is { } secret)
            return KeyFiles.Select(SourceKind.Secret, secret.Text("name") ?? "", secret, input, mode);
        if (part.Object("downwardAPI") is { } downward)
            return DownwardApiVolume.Read(downward, input, mode);
        if (part.Object("serviceAccountToken") is { } token)
        {
            return input.Tokens.TryGetValue(token.Text("audience") ?? "", out var text)
                ? new VolumeContent.Files([new(token.Text("path") ?? "token", Encoding.UTF8.GetBytes(text), mode)])
                : new VolumeContent.Failure("failed to fetch token");
        }

        return new VolumeContent.Failure($"projected sources of kind {part.Select(field => field.Key).FirstOrDefault()} do not exist on this node");
    }
}
