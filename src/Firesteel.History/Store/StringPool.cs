using System.Runtime.InteropServices;
using System.Text;

namespace Firesteel.History.Store;

/// <summary>Every text once, numbered from 0; looked up by its UTF-8 bytes without making a string.</summary>
internal sealed class StringPool
{
    private readonly List<string> texts = [""];
    private int[] slots = new int[1024];
    private ulong[] hashes = new ulong[64];

    public int Count => texts.Count;

    public string this[int number] => texts[number];

    public int Add(string text)
    {
        if (text.Length == 0)
            return 0;
        if (text.Length > 200)
            return Add(Encoding.UTF8.GetBytes(text));
        Span<byte> bytes = stackalloc byte[text.Length * 3];
        return Add(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    public int Add(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return 0;
        var hash = Hash(utf8);
        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var number = slots[slot];
            if (number == 0)
            {
                number = texts.Count;
                texts.Add(Encoding.UTF8.GetString(utf8));
                if (number >= hashes.Length)
                    Array.Resize(ref hashes, hashes.Length * 2);
                hashes[number] = hash;
                slots[slot] = number;
                if (texts.Count * 2 > slots.Length)
                    Rehash();
                return number;
            }

            if (hashes[number] == hash && Same(texts[number], utf8))
                return number;
        }
    }

    /// <summary>The pooled string for the bytes.</summary>
    public string Intern(ReadOnlySpan<byte> utf8) => texts[Add(utf8)];

    internal void Describe(Archive archive)
    {
        var count = archive.Count(texts.Count);
        for (var i = 1; i < count; i++)
        {
            var text = archive.Text(archive.Reading ? "" : texts[i]);
            if (archive.Reading)
                texts.Add(text); // numbers must stay: no lookup table is needed in a finished store
        }
    }

    private static bool Same(string text, ReadOnlySpan<byte> utf8)
    {
        if (text.Length == utf8.Length)
            return Ascii.Equals(utf8, text) || (!Ascii.IsValid(utf8) && Encoding.UTF8.GetString(utf8) == text);
        return text.Length < utf8.Length && Encoding.UTF8.GetString(utf8) == text;
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)bytes.Length * Multiplier;
        while (bytes.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * Multiplier;
            hash ^= hash >> 32;
            bytes = bytes[8..];
        }

        ulong tail = 0;
        for (var i = 0; i < bytes.Length; i++)
            tail |= (ulong)bytes[i] << (8 * i);
        hash = (hash ^ tail) * Multiplier;
        return hash ^ (hash >> 29);
    }

    private void Rehash()
    {
        slots = new int[slots.Length * 2];
        var mask = slots.Length - 1;
        for (var number = 1; number < texts.Count; number++)
        {
            var slot = (int)hashes[number] & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = number;
        }
    }
}
