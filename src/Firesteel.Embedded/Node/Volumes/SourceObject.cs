using System.Text;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>A ConfigMap's or a Secret's contents, by key.</summary>
internal sealed class SourceObject(SourceKind kind, KubeObject item)
{
    public KubeObject Object => item;

    public IEnumerable<KeyValuePair<string, byte[]>> Files()
    {
        foreach (var (key, value) in item.Json.Map("data"))
            yield return new(key, kind == SourceKind.Secret ? Convert.FromBase64String(value) : Encoding.UTF8.GetBytes(value));
        foreach (var (key, value) in item.Json.Map("binaryData"))
            yield return new(key, Convert.FromBase64String(value));
    }

    /// <summary>Without binaryData, which never becomes a variable.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts() =>
        item.Json.Map("data").Select(pair => new KeyValuePair<string, string>(pair.Key, kind == SourceKind.Secret ? Encoding.UTF8.GetString(Convert.FromBase64String(pair.Value)) : pair.Value))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
