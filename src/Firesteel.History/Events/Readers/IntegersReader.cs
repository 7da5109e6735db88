namespace Firesteel.History.Events.Readers;

/// <summary>An array of integers.</summary>
internal static class IntegersReader
{
    public static int[] Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterArray())
            return [];
        var values = new List<int>();
        while (cursor.NextElement())
            values.Add(cursor.Int());
        return [.. values];
    }
}
