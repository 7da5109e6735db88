using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Firesteel.Embedded.ObjectStore.Signing;

/// <summary>Derived signing keys, kept for a day: four of the five HMACs of a request are the same all day long.</summary>
internal sealed class SigningKeys
{
    private const int Kept = 1024;
    private readonly ConcurrentDictionary<(string Secret, string Scope), byte[]> _keys = new();

    public byte[] For(string secret, CredentialScope scope)
    {
        var name = (secret, scope.Text);
        if (_keys.TryGetValue(name, out var key))
            return key;
        if (_keys.Count >= Kept)
            _keys.Clear();
        return _keys[name] = Derive(secret, scope);
    }

    public static byte[] Derive(string secret, CredentialScope scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var step in (ReadOnlySpan<string>)[scope.Date, scope.Region, scope.Service, "aws4_request"])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        return key;
    }
}
