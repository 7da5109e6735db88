using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Firesteel.Embedded.ObjectStore.Catalog;

namespace Firesteel.Embedded.ObjectStore.Metrics;

/// <summary>Every instrument of the store, in Prometheus' text format.</summary>
internal sealed class StoreMetrics
{
    private readonly ConcurrentDictionary<(string Operation, int Status), long[]> _requests = new();
    private long _received;
    private long _sent;
    private long _active;
    private long _damaged;
    private long _expired;

    public void Begin() => Interlocked.Increment(ref _active);

    /// <param name="operation">Name of the operation, or of the front's own answer.</param>
    public void End(string operation, int status, TimeSpan took)
    {
        Interlocked.Decrement(ref _active);
        var cell = _requests.GetOrAdd((operation, status), _ => new long[2]);
        Interlocked.Increment(ref cell[0]);
        Interlocked.Add(ref cell[1], took.Ticks);
    }

    public void Received(long bytes) => Interlocked.Add(ref _received, bytes);

    public void Sent(long bytes) => Interlocked.Add(ref _sent, bytes);

    public void Damaged() => Interlocked.Increment(ref _damaged);

    public void Expired(long count) => Interlocked.Add(ref _expired, count);

    public string Render(IEnumerable<Bucket> buckets)
    {
        var text = new StringBuilder();
        Head(text, "firesteel_store_requests_total", "counter", "Requests answered, by operation and status.");
        foreach (var ((operation, status), cell) in _requests.OrderBy(r => r.Key))
            text.Append(CultureInfo.InvariantCulture, $"firesteel_store_requests_total{{operation=\"{operation}\",status=\"{status}\"}} {Volatile.Read(ref cell[0])}\n");
        Head(text, "firesteel_store_request_seconds_total", "counter", "Seconds spent on requests, by operation and status.");
        foreach (var ((operation, status), cell) in _requests.OrderBy(r => r.Key))
            text.Append(CultureInfo.InvariantCulture, $"firesteel_store_request_seconds_total{{operation=\"{operation}\",status=\"{status}\"}} {TimeSpan.FromTicks(Volatile.Read(ref cell[1])).TotalSeconds:F6}\n");
        Single(text, "firesteel_store_requests_active", "gauge", "Requests being answered.", Volatile.Read(ref _active));
        Single(text, "firesteel_store_received_bytes_total", "counter", "Bytes of objects and parts received.", Volatile.Read(ref _received));
        Single(text, "firesteel_store_sent_bytes_total", "counter", "Bytes of objects sent.", Volatile.Read(ref _sent));
        Single(text, "firesteel_store_damaged_reads_total", "counter", "Reads that met bytes other than those written.", Volatile.Read(ref _damaged));
        Single(text, "firesteel_store_expired_versions_total", "counter", "Versions and uploads removed by lifecycle rules.", Volatile.Read(ref _expired));
        Head(text, "firesteel_store_bucket_bytes", "gauge", "Bytes of all versions in a bucket.");
        var listed = buckets.ToList();
        foreach (var bucket in listed)
            text.Append(CultureInfo.InvariantCulture, $"firesteel_store_bucket_bytes{{bucket=\"{bucket.Name}\"}} {bucket.Bytes}\n");
        Head(text, "firesteel_store_bucket_versions", "gauge", "Versions in a bucket, delete markers included.");
        foreach (var bucket in listed)
            text.Append(CultureInfo.InvariantCulture, $"firesteel_store_bucket_versions{{bucket=\"{bucket.Name}\"}} {bucket.Versions}\n");
        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string help) => text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Single(StringBuilder text, string name, string type, string help, long value)
    {
        Head(text, name, type, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
    }
}
