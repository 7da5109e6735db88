using Firesteel.History.Rest.Json;
using Firesteel.History.Serving;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Answers;

/// <summary>Peak executor metrics; left out where none was ever recorded.</summary>
internal static class PeaksAnswer
{
    public static void Write(JacksonWriter json, string name, Peaks peaks, SparkApi api)
    {
        if (!peaks.IsSet)
            return;
        json.Name(name);
        json.StartObject();
        foreach (var metric in Enum.GetValues<ExecutorMetric>().Take(api.ExecutorMetrics))
            json.Property(metric.ToString(), peaks[metric]);
        json.EndObject();
    }
}
