using System.Text;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>What a page of a listing is asked for.</summary>
/// <param name="After">Names up to and including this one were seen; empty: from the beginning.</param>
internal sealed record ListQuery(string Prefix, string Delimiter, string After, int Limit)
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(Prefix);
    private readonly byte[] _delimiter = Encoding.UTF8.GetBytes(Delimiter);

    public byte[] PrefixBytes => _prefix;

    /// <summary>The length of the common prefix that <paramref name="key"/> is rolled up into; 0: it stands for itself.</summary>
    public int RollUp(ReadOnlySpan<byte> key)
    {
        if (_delimiter.Length == 0)
            return 0;
        var at = key[_prefix.Length..].IndexOf(_delimiter);
        return at < 0 ? 0 : _prefix.Length + at + _delimiter.Length;
    }
}
