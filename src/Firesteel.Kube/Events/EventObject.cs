using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Events;

/// <summary>Core v1 Events, which every version of kubectl shows under <c>describe</c>.</summary>
internal static class EventObject
{
    /// <summary>Longer messages are refused by the API.</summary>
    internal const int LongestMessage = 1024;

    public static KubeObject New(EventEntry entry, EventRecorderOptions options)
    {
        var about = entry.About;
        var item = KubeObject.Of(ResourceTypes.CoreEvents, Namespace(about), entry.Name);
        var subject = new JsonObject { ["apiVersion"] = about.ApiVersion, ["kind"] = about.Kind, ["name"] = about.Name };
        Add(subject, "namespace", about.Namespace);
        Add(subject, "uid", about.Uid);
        Add(subject, "resourceVersion", about.ResourceVersion);
        var source = new JsonObject { ["component"] = options.Component };
        Add(source, "host", options.Host);
        item.Json["involvedObject"] = subject;
        item.Json["reason"] = entry.Identity.Reason;
        item.Json["message"] = Shortened(entry.Message);
        item.Json["type"] = entry.Identity.Type.ToString();
        item.Json["source"] = source;
        item.Json["firstTimestamp"] = Time(entry.FirstAt);
        item.Json["lastTimestamp"] = Time(entry.LastAt);
        item.Json["count"] = entry.Count;
        item.Json["reportingComponent"] = options.Component;
        item.Json["reportingInstance"] = options.Host;
        return item;
    }

    /// <summary>A strategic patch that counts one more.</summary>
    public static JsonObject Again(EventEntry entry) => new()
    {
        ["count"] = entry.Count,
        ["lastTimestamp"] = Time(entry.LastAt),
        ["message"] = Shortened(entry.Message),
    };

    /// <summary>Events about cluster-scoped objects live in <c>default</c>.</summary>
    public static string Namespace(EventSubject about) => about.Namespace.Length == 0 ? "default" : about.Namespace;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Shortened(string message) => message.Length <= LongestMessage ? message : message[..(LongestMessage - 1)] + "…";

    private static void Add(JsonObject to, string name, string value)
    {
        if (value.Length > 0)
            to[name] = value;
    }
}
