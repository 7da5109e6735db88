using System.Globalization;
using System.Text;
using Firesteel.History.Serving;

namespace Firesteel.History.Hosting;

/// <summary>All numbers of a history server, in Prometheus' text format.</summary>
internal static class HistoryMetrics
{
    public static string Write(HistoryLibrary library)
    {
        var text = new StringBuilder();
        void Add(string name, string kind, string help, double value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}\n");
        Add("firesteel_history_applications", "gauge", "Applications in the list.", library.List.Applications.Count);
        Add("firesteel_history_logs", "gauge", "Logs known, listed or not.", library.List.Entries.Count);
        Add("firesteel_history_faults", "gauge", "Logs that cannot be shown.", library.List.Faults.Count);
        Add("firesteel_history_pending_logs", "gauge", "Logs that the current scan has still to read.", library.List.Pending);
        Add("firesteel_history_last_scan_timestamp_seconds", "gauge", "End of the last scan.", library.List.LastScan / 1000.0);
        Add("firesteel_history_cache_lookups_total", "counter", "Applications asked for.", library.Cache.Lookups);
        Add("firesteel_history_replays_total", "counter", "Logs replayed.", library.Cache.Replays);
        Add("firesteel_history_evictions_total", "counter", "Applications dropped from memory.", library.Cache.Evictions);
        Add("firesteel_history_memory_bytes", "gauge", "Estimated size of the applications in memory.", library.Cache.MemoryBytes);
        return text.ToString();
    }
}
