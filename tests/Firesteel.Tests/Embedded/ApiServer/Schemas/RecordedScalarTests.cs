using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Values;

namespace Firesteel.Tests.Embedded.ApiServer.Schemas;

/// <summary>Times, durations and int-or-string values, each in a field of a built-in type that has that type in Go.</summary>
public sealed class RecordedScalarTests
{
    private static readonly IReadOnlyList<JsonObject> Cases = RecordedCases.Of("intorstring-duration-time.json");

    [Fact]
    public void Times() => RecordedCases.All(Of("time-json"), item => Decoded("v1", "Event", "firstTimestamp", item));

    [Fact]
    public void Times_with_microseconds() => RecordedCases.All(Of("microtime-json"), item => Decoded("v1", "Event", "eventTime", item));

    [Fact]
    public void Numbers_or_names() => RecordedCases.All(Of("intorstring-json").Where(item => item["json"] is not null), item =>
    {
        var check = new JsonObject { ["port"] = item["json"]!.DeepClone() };
        var pod = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["livenessProbe"] = new JsonObject { ["tcpSocket"] = check } }) } };
        return Judge(item, TypedDecoding.Apply(BuiltInSchemas.OfKind("v1", "Pod"), pod).Error, () => check["port"]);
    });

    [Fact]
    public void Durations() => RecordedCases.All(Of("duration-json").Where(item => item["json"] is JsonValue value && value.TryGetValue<string>(out _)), item =>
        !GoDuration.TryParse(item.Text("json"), out var nanos) ? item["error"] is null ? "not taken" : null
        : item["error"] is { } error ? $"taken, but {error}"
        : nanos.ToString(CultureInfo.InvariantCulture) == item.Text("nanoseconds") && GoDuration.Format(nanos) == item.Text("marshalled") ? null : $"{nanos}: {GoDuration.Format(nanos)}");

    [Fact]
    public void Ages() => RecordedCases.All(Of("duration-age"), item =>
        HumanDuration.Of(TimeSpan.FromTicks(long.Parse(item.Text("nanoseconds"), CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick)) is var actual && actual == item.Text("humanDuration") ? null : actual);

    private static IEnumerable<JsonObject> Of(string area) => Cases.Where(item => item.Text("area") == area);

    private static string? Decoded(string version, string kind, string field, JsonObject item)
    {
        var obj = new JsonObject { [field] = item["json"]?.DeepClone() };
        return Judge(item, TypedDecoding.Apply(BuiltInSchemas.OfKind(version, kind), obj).Error, () => obj[field]);
    }

    private static string? Judge(JsonObject item, string? error, Func<JsonNode?> stored) =>
        error != (string?)item["error"] ? $"{error}\n   the library says: {item["error"]}" : error is not null ? null : RecordedCases.Differ(item["marshalled"], stored());
}
