using System.Text.Json.Serialization;

namespace Firesteel.Spark.Schedule;

/// <summary>Unit of the time in the name of a run: <c>nightly-1700000000</c> in seconds. kubeflow's <c>--scheduled-spark-application-timestamp-precision</c>.</summary>
public enum RunNamePrecision
{
    [JsonStringEnumMemberName("nanos")]
    Nanos,

    [JsonStringEnumMemberName("micros")]
    Micros,

    [JsonStringEnumMemberName("millis")]
    Millis,

    [JsonStringEnumMemberName("seconds")]
    Seconds,

    [JsonStringEnumMemberName("minutes")]
    Minutes,
}
