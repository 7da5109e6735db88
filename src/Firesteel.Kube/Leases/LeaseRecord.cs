using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Leases;

/// <summary>What a Lease says. Its times are for people: no one compares them with a clock of one's own.</summary>
/// <param name="Holder">Empty when it was given back.</param>
/// <param name="Duration">Null when the lease names none.</param>
internal sealed record LeaseRecord(string Holder, TimeSpan? Duration, string AcquireTime, string RenewTime, int Transitions)
{
    public static LeaseRecord Of(KubeObject lease) => new(
        Text(lease.Spec, "holderIdentity"),
        Number(lease.Spec, "leaseDurationSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Text(lease.Spec, "acquireTime"),
        Text(lease.Spec, "renewTime"),
        Number(lease.Spec, "leaseTransitions") ?? 0);

    /// <summary>Other fields of the lease stay.</summary>
    public KubeObject WriteTo(KubeObject lease)
    {
        var copy = lease.Clone();
        var spec = copy.Spec;
        if (spec is null)
            copy.Json["spec"] = spec = [];
        spec["holderIdentity"] = Holder;
        spec["leaseDurationSeconds"] = (int)Math.Max(1, Math.Ceiling(Duration?.TotalSeconds ?? 1));
        spec["acquireTime"] = AcquireTime;
        spec["renewTime"] = RenewTime;
        spec["leaseTransitions"] = Transitions;
        return copy;
    }

    /// <summary>A MicroTime has exactly six digits of fraction.</summary>
    public static string MicroTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Text(JsonObject? spec, string name) => spec?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static int? Number(JsonObject? spec, string name) => spec?[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
