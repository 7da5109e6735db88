using System.Text.RegularExpressions;
using Firesteel.History.Rest.Json;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>ApplicationEnvironmentInfo, redacted once more with the server's own pattern.</summary>
internal sealed class EnvironmentEndpoint : IApplicationEndpoint
{
    private const string Redacted = "*********(redacted)";

    public string Path => "environment";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var environment = store.Environment;
        var secret = new Regex(request.Library.Options.RedactionPattern);
        return RestAnswer.Json(json =>
        {
            json.StartObject();
            json.Name("runtime");
            json.StartObject();
            json.Property("javaVersion", environment.Jvm.GetValueOrDefault("Java Version", ""));
            json.Property("javaHome", environment.Jvm.GetValueOrDefault("Java Home", ""));
            json.Property("scalaVersion", environment.Jvm.GetValueOrDefault("Scala Version", ""));
            json.EndObject();
            Pairs(json, "sparkProperties", environment.Spark, secret);
            Pairs(json, "hadoopProperties", environment.Hadoop, secret);
            Pairs(json, "systemProperties", environment.System, secret);
            Pairs(json, "metricsProperties", environment.Metrics, secret);
            Pairs(json, "classpathEntries", environment.Classpath, null);
            json.List("resourceProfiles", store.ResourceProfiles.Values, WriteProfile);
            json.EndObject();
        });
    }

    private static void Pairs(JacksonWriter json, string name, SortedDictionary<string, string> entries, Regex? secret) => json.List(name, entries, (writer, entry) =>
    {
        var hidden = secret is not null && (secret.IsMatch(entry.Key) || secret.IsMatch(entry.Value));
        writer.StartArray();
        writer.Element();
        writer.Value(entry.Key);
        writer.Element();
        writer.Value(hidden ? Redacted : entry.Value);
        writer.EndArray();
    });

    private static void WriteProfile(JacksonWriter json, ResourceProfileRecord profile)
    {
        json.StartObject();
        json.Property("id", profile.Id);
        json.Map("executorResources", profile.Executor.Select(resource => KeyValuePair.Create(resource.Key, resource)), (writer, resource) =>
        {
            writer.StartObject();
            writer.Property("resourceName", resource.Name);
            writer.Property("amount", resource.Amount);
            writer.Property("discoveryScript", resource.DiscoveryScript);
            writer.Property("vendor", resource.Vendor);
            writer.EndObject();
        });
        json.Map("taskResources", profile.Task.Select(resource => KeyValuePair.Create(resource.Key, resource)), (writer, resource) =>
        {
            writer.StartObject();
            writer.Property("resourceName", resource.Name);
            writer.Property("amount", resource.Amount);
            writer.EndObject();
        });
        json.EndObject();
    }
}
