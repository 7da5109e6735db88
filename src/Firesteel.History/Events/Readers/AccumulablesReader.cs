using System.Globalization;
using Firesteel.History.Store;

namespace Firesteel.History.Events.Readers;

/// <summary>
/// "Accumulables": most of a log's bytes. Spark's own metrics repeat "Task Metrics" and are stepped over without being parsed.
/// </summary>
internal static class AccumulablesReader
{
    private static ReadOnlySpan<byte> Id => "{\"ID\":"u8;

    private static ReadOnlySpan<byte> InternalName => ",\"Name\":\"internal.metrics."u8;

    /// <param name="users">Receives what a user sees; null = not wanted.</param>
    /// <param name="updates">Receives numeric updates of everything that is not internal; null = not wanted.</param>
    public static void Read(ref JsonCursor cursor, List<AccumulatorRecord>? users, List<AccumulatorUpdate>? updates)
    {
        if (!cursor.EnterArray())
            return;
        while (cursor.NextElement())
        {
            if (!TryStepOverInternal(ref cursor))
                ReadOne(ref cursor, users, updates);
        }
    }

    private static bool TryStepOverInternal(ref JsonCursor cursor)
    {
        var rest = cursor.Rest;
        if (!rest.StartsWith(Id))
            return false;
        var digits = Id.Length;
        while (digits < rest.Length && (uint)(rest[digits] - '0') <= 9)
            digits++;
        if (!rest[digits..].StartsWith(InternalName))
            return false;
        var body = digits + InternalName.Length;
        var end = rest[body..].IndexOf((byte)'}');
        if (end < 0 || rest.Slice(body, end).IndexOfAny((byte)'{', (byte)'[', (byte)'\\') >= 0)
            return false;
        cursor.Advance(body + end + 1);
        return true;
    }

    private static void ReadOne(ref JsonCursor cursor, List<AccumulatorRecord>? users, List<AccumulatorUpdate>? updates)
    {
        if (!cursor.EnterObject())
            return;
        long id = 0;
        int name = -1, update = -1, value = -1;
        bool isInternal = false, isSql = false;
        while (cursor.NextProperty(out var property))
        {
            if (property.SequenceEqual("ID"u8))
            {
                id = cursor.Long();
                continue;
            }

            if (property.SequenceEqual("Internal"u8))
            {
                isInternal = cursor.Bool();
                continue;
            }

            if (property.SequenceEqual("Metadata"u8))
            {
                isSql = cursor.Text().SequenceEqual("sql"u8);
                continue;
            }

            cursor.Peek();
            if (property.SequenceEqual("Name"u8))
                name = cursor.Position;
            else if (property.SequenceEqual("Update"u8))
                update = cursor.Position;
            else if (property.SequenceEqual("Value"u8))
                value = cursor.Position;
            cursor.Skip();
        }

        if (updates is not null && update >= 0 && Number(cursor, update) is { } number)
            updates.Add(new(id, number));
        if (users is not null && !isSql && !isInternal)
            users.Add(new(id, TextAt(cursor, name), TextAt(cursor, update), TextAt(cursor, value)));
    }

    private static long? Number(JsonCursor cursor, int position)
    {
        cursor.MoveTo(position);
        return long.TryParse(cursor.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string? TextAt(JsonCursor cursor, int position)
    {
        if (position < 0)
            return null;
        cursor.MoveTo(position);
        return cursor.OptionalString();
    }
}
