using System.Text;
using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class ExecutorAddedHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerExecutorAdded"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        long time = -1;
        string? id = null;
        var info = new ExecutorRecord();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Timestamp"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("Executor ID"u8))
                id = cursor.String();
            else if (name.SequenceEqual("Executor Info"u8))
                ReadInfo(ref cursor, info);
            else
                cursor.Skip();
        }

        if (id is null)
            return;
        var executor = state.ExecutorOf(id, time);
        executor.Host = info.Host;
        executor.IsActive = true;
        executor.TotalCores = info.TotalCores;
        executor.ResourceProfileId = info.ResourceProfileId;
        executor.MaxTasks = info.TotalCores / Math.Max(1, CpusPerTask(state, info.ResourceProfileId));
        Replace(executor.Logs, info.Logs);
        Replace(executor.Attributes, info.Attributes);
        Replace(executor.Resources, info.Resources);
    }

    private static int CpusPerTask(ReplayState state, int profile) =>
        state.Store.ResourceProfiles.TryGetValue(profile, out var known) && known.Task.Find(task => task.Key == "cpus") is { } cpus ? (int)cpus.Amount : state.CpusPerTask;

    private static void ReadInfo(ref JsonCursor cursor, ExecutorRecord info)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Host"u8))
                info.Host = cursor.String();
            else if (name.SequenceEqual("Total Cores"u8))
                info.TotalCores = cursor.Int();
            else if (name.SequenceEqual("Log Urls"u8))
                TextMapReader.Fill(ref cursor, info.Logs);
            else if (name.SequenceEqual("Attributes"u8))
                TextMapReader.Fill(ref cursor, info.Attributes);
            else if (name.SequenceEqual("Resources"u8))
                ReadResources(ref cursor, info);
            else if (name.SequenceEqual("Resource Profile Id"u8))
                info.ResourceProfileId = cursor.Int();
            else
                cursor.Skip();
        }
    }

    private static void ReadResources(ref JsonCursor cursor, ExecutorRecord info)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var resource))
        {
            var key = Encoding.UTF8.GetString(resource);
            var addresses = new List<string>();
            if (!cursor.EnterObject())
                continue;
            while (cursor.NextProperty(out var name))
            {
                if (!name.SequenceEqual("addresses"u8) || !cursor.EnterArray())
                {
                    cursor.Skip();
                    continue;
                }

                while (cursor.NextElement())
                    addresses.Add(cursor.String());
            }

            info.Resources[key] = [.. addresses];
        }
    }

    private static void Replace<T>(SortedDictionary<string, T> target, SortedDictionary<string, T> source)
    {
        target.Clear();
        foreach (var (key, value) in source)
            target[key] = value;
    }
}
