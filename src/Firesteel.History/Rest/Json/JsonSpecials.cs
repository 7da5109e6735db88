using System.Buffers;
using System.Text;

namespace Firesteel.History.Rest.Json;

/// <summary>Characters that Jackson escapes: quote, backslash and controls.</summary>
internal static class JsonSpecials
{
    public static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '"', '\\']);

    private static readonly byte[][] Controls = [.. Enumerable.Range(0, 32).Select(Control)];

    public static ReadOnlySpan<byte> Escape(char special) => special switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        _ => Controls[special],
    };

    private static byte[] Control(int code) => Encoding.ASCII.GetBytes(code switch
    {
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{code:X4}",
    });
}
