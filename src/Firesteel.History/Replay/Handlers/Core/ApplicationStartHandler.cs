using Firesteel.History.Events;
using Firesteel.History.Events.Readers;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class ApplicationStartHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerApplicationStart"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        string appName = "", user = "";
        string? id = null, attempt = null;
        long time = -1;
        Dictionary<string, string>? logs = null, attributes = null;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("App Name"u8))
                appName = cursor.String();
            else if (name.SequenceEqual("App ID"u8))
                id = cursor.OptionalString();
            else if (name.SequenceEqual("Timestamp"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("User"u8))
                user = cursor.String();
            else if (name.SequenceEqual("App Attempt ID"u8))
                attempt = cursor.OptionalString();
            else if (name.SequenceEqual("Driver Logs"u8))
                TextMapReader.Fill(ref cursor, logs = []);
            else if (name.SequenceEqual("Driver Attributes"u8))
                TextMapReader.Fill(ref cursor, attributes = []);
            else
                cursor.Skip();
        }

        var store = state.Store;
        (store.Name, store.User, store.Started, store.AttemptId) = (appName, user, time, attempt);
        if (id is not null)
            store.Id = id;
        if (logs is null || !state.Executors.TryGetValue("driver", out var driver))
            return;
        Replace(driver.Logs, logs);
        Replace(driver.Attributes, attributes ?? []);
    }

    private static void Replace(SortedDictionary<string, string> target, Dictionary<string, string> source)
    {
        target.Clear();
        foreach (var (key, value) in source)
            target[key] = value;
    }
}
