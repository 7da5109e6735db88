using System.Text;

namespace Firesteel.History.Events.Readers;

/// <summary>An object of texts; the target is emptied first.</summary>
internal static class TextMapReader
{
    public static void Fill(ref JsonCursor cursor, IDictionary<string, string> into)
    {
        into.Clear();
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var name))
        {
            var key = Encoding.UTF8.GetString(name);
            into[key] = cursor.String();
        }
    }
}
