using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Firesteel.Console.Hosting;

/// <summary>The style sheet, the script and the icon, out of the assembly. Their addresses hold their digests, so that browsers keep them for ever.</summary>
internal static class Assets
{
    private const string Root = "/static/firesteel/";

    private static readonly FrozenDictionary<string, (string Type, byte[] Bytes, string Digest)> All =
        new[] { ("console.css", "text/css; charset=utf-8"), ("console.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml") }
            .ToFrozenDictionary(file => file.Item1, file => Load(file.Item1, file.Item2));

    public static string Address(string name) => $"{Root}{All[name].Digest}/{name}";

    public static (string Type, byte[] Bytes)? Find(string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal) || path[Root.Length..].Split('/') is not [_, var name] || !All.TryGetValue(name, out var file))
            return null;
        return (file.Type, file.Bytes);
    }

    private static (string, byte[], string) Load(string name, string type)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream($"Firesteel.Console.Assets.{name}") ?? throw new InvalidOperationException($"{name} is not in the assembly");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (type, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
    }
}
