namespace Firesteel.History.Events;

/// <summary>Finds an event's name: at once where Spark writes it, by a search where another writer put it elsewhere.</summary>
internal static class EventName
{
    private static ReadOnlySpan<byte> Usual => "{\"Event\":\""u8;

    /// <summary>The name's bytes, or empty if the object has none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> line, JsonScratch scratch)
    {
        if (line.StartsWith(Usual) && line[Usual.Length..].IndexOf((byte)'"') is var end and >= 0)
            return line.Slice(Usual.Length, end);
        var cursor = new JsonCursor(line, scratch);
        if (!cursor.EnterObject())
            return default;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Event"u8))
                return cursor.Text().ToArray();
            cursor.Skip();
        }

        return default;
    }
}
