using System.Diagnostics.Metrics;

namespace Firesteel.Kube.Events;

/// <summary>What the recorder counts.</summary>
internal static class EventInstruments
{
    public const string MeterName = "Firesteel.Kube";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Events that were never seen by the API: too many waited, the object had too many, or the API refused.</summary>
    public static Counter<long> Dropped { get; } = Meter.CreateCounter<long>("firesteel.kube.events.dropped", "{event}", "Events that did not reach the API, by cause");
}
