using System.Text;
using Firesteel.History.Events;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class ResourceProfileAddedHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerResourceProfileAdded"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var profile = new ResourceProfileRecord();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Resource Profile Id"u8))
                profile.Id = cursor.Int();
            else if (name.SequenceEqual("Executor Resource Requests"u8))
                ReadExecutor(ref cursor, profile);
            else if (name.SequenceEqual("Task Resource Requests"u8))
                ReadTask(ref cursor, profile);
            else
                cursor.Skip();
        }

        state.Store.ResourceProfiles[profile.Id] = profile;
    }

    private static void ReadExecutor(ref JsonCursor cursor, ResourceProfileRecord profile)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var key))
        {
            var resource = new ExecutorResource { Key = Encoding.UTF8.GetString(key) };
            if (!cursor.EnterObject())
                continue;
            while (cursor.NextProperty(out var name))
            {
                if (name.SequenceEqual("Resource Name"u8))
                    resource.Name = cursor.String();
                else if (name.SequenceEqual("Amount"u8))
                    resource.Amount = cursor.Long();
                else if (name.SequenceEqual("Discovery Script"u8))
                    resource.DiscoveryScript = cursor.String();
                else if (name.SequenceEqual("Vendor"u8))
                    resource.Vendor = cursor.String();
                else
                    cursor.Skip();
            }

            profile.Executor.Add(resource);
        }
    }

    private static void ReadTask(ref JsonCursor cursor, ResourceProfileRecord profile)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var key))
        {
            var resource = new TaskResource { Key = Encoding.UTF8.GetString(key) };
            if (!cursor.EnterObject())
                continue;
            while (cursor.NextProperty(out var name))
            {
                if (name.SequenceEqual("Resource Name"u8))
                    resource.Name = cursor.String();
                else if (name.SequenceEqual("Amount"u8))
                    resource.Amount = cursor.Double();
                else
                    cursor.Skip();
            }

            profile.Task.Add(resource);
        }
    }
}
