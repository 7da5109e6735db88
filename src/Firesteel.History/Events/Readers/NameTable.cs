using System.Text;

namespace Firesteel.History.Events.Readers;

/// <summary>Property names of one kind of object. Spark writes them in one order, so the next name is nearly always the expected one.</summary>
internal sealed class NameTable<T>(params (string Name, T Value)[] entries)
{
    private readonly (byte[] Name, T Value)[] entries = [.. entries.Select(entry => (Encoding.UTF8.GetBytes(entry.Name), entry.Value))];

    /// <param name="hint">Where the search begins; moves on with each hit. Start with 0.</param>
    public bool TryFind(ReadOnlySpan<byte> name, ref int hint, out T value)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            var at = hint + i;
            if (at >= entries.Length)
                at -= entries.Length;
            if (!name.SequenceEqual(entries[at].Name))
                continue;
            hint = at + 1 == entries.Length ? 0 : at + 1;
            value = entries[at].Value;
            return true;
        }

        value = default!;
        return false;
    }
}
