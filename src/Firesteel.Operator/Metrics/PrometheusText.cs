using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Firesteel.Operator.Metrics;

/// <summary>Gathers what named meters measure and renders it in Prometheus' text format.</summary>
public sealed class PrometheusText : IDisposable
{
    private static readonly double[] Bounds = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

    private readonly ConcurrentDictionary<(string Name, string Labels), Series> _series = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new();
    private readonly MeterListener _listener = new();

    public PrometheusText(params string[] meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!meters.Contains(instrument.Meter.Name))
                return;
            _instruments[Name(instrument)] = instrument;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public string Render()
    {
        // What is observed is all there is now; a label that nobody names any more must not keep its last value.
        foreach (var key in _series.Keys.Where(key => _instruments.TryGetValue(key.Name, out var instrument) && IsReplaced(instrument)))
            _series.TryRemove(key, out _);
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (name, instrument) in _instruments.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(instrument.Description).Append('\n')
                .Append("# TYPE ").Append(name).Append(' ').Append(KindOf(instrument)).Append('\n');
            var series = _series.Where(entry => entry.Key.Name == name).OrderBy(entry => entry.Key.Labels, StringComparer.Ordinal).ToArray();
            if (series.Length == 0 && !IsHistogram(instrument))
                text.Append(name).Append(" 0\n");
            foreach (var (key, values) in series)
                values.Render(text, name, key.Labels);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, tag) in tags)
            labels.Append(labels.Length > 0 ? "," : "").Append(key.Replace('.', '_')).Append("=\"").Append(Escape(tag?.ToString() ?? "")).Append('"');
        var series = _series.GetOrAdd((Name(instrument), labels.ToString()), _ => IsHistogram(instrument) ? new Series(Bounds) : new Series([]));
        series.Add(value, replace: IsReplaced(instrument));
    }

    private static bool IsReplaced(Instrument instrument) => instrument.IsObservable && KindOf(instrument) == "gauge";

    private static bool IsHistogram(Instrument instrument) => KindOf(instrument) == "histogram";

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Histogram" => "histogram",
        "Counter" or "ObservableCounter" => "counter",
        _ => "gauge",
    };

    private static string Name(Instrument instrument) => instrument.Name.Replace('.', '_').Replace('-', '_');

    private static string Escape(string value) => value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    private sealed class Series(double[] bounds)
    {
        private readonly Lock _gate = new();
        private readonly long[] _buckets = new long[bounds.Length];
        private double _sum;
        private long _count;

        public void Add(double value, bool replace)
        {
            lock (_gate)
            {
                _sum = replace ? value : _sum + value;
                _count++;
                for (var index = 0; index < bounds.Length; index++)
                    _buckets[index] += value <= bounds[index] ? 1 : 0;
            }
        }

        public void Render(StringBuilder text, string name, string labels)
        {
            lock (_gate)
            {
                if (bounds.Length == 0)
                {
                    Line(text, name, labels, _sum);
                    return;
                }

                var prefix = labels.Length > 0 ? labels + "," : "";
                for (var index = 0; index < bounds.Length; index++)
                    Line(text, name + "_bucket", $"{prefix}le=\"{bounds[index].ToString(CultureInfo.InvariantCulture)}\"", _buckets[index]);
                Line(text, name + "_bucket", $"{prefix}le=\"+Inf\"", _count);
                Line(text, name + "_sum", labels, _sum);
                Line(text, name + "_count", labels, _count);
            }
        }

        private static void Line(StringBuilder text, string name, string labels, double value)
        {
            text.Append(name);
            if (labels.Length > 0)
                text.Append('{').Append(labels).Append('}');
            text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
