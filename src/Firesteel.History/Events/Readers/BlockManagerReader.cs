namespace Firesteel.History.Events.Readers;

internal static class BlockManagerReader
{
    public static BlockManagerId? Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterObject())
            return null;
        string executor = "", host = "";
        var port = 0;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Executor ID"u8))
                executor = cursor.String();
            else if (name.SequenceEqual("Host"u8))
                host = cursor.String();
            else if (name.SequenceEqual("Port"u8))
                port = cursor.Int();
            else
                cursor.Skip();
        }

        return new BlockManagerId(executor, host, port);
    }
}
