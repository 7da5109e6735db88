using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>An application as the recording's cluster has it: what a good operator has to tell of it follows from that.</summary>
internal sealed class PlayedApplication(ObjectKey key, JsonObject body)
{
    public ObjectKey Key => key;

    public JsonObject Spec { get; } = body["spec"] as JsonObject ?? [];

    /// <summary>The driver's name that Airflow computes, whatever <c>spec.driver.podName</c> says.</summary>
    public ObjectKey Driver => new(key.Namespace, $"{key.Name}-driver");

    /// <summary>Phase of the driver as the cluster last told it; <c>Gone</c> after its deletion, empty before its creation.</summary>
    public string Phase { get; set; } = "";

    /// <summary>What Airflow sees of the driver; null when there is none to see.</summary>
    public string? View { get; set; }

    /// <summary>Of the driver that our operator made last.</summary>
    public string Uid { get; set; } = "";

    public bool IsDeleted { get; set; }

    /// <summary>Every driver is refused: there never is one.</summary>
    public bool IsRefused { get; set; }

    /// <summary>A driver was refused: whether another try is worth while is for the operator to say.</summary>
    public bool WasRefused { get; set; }

    /// <summary>The recording's operator made another driver; ours did not, and what happened to the other one does not concern it.</summary>
    public bool HasDiverged { get; set; }

    /// <summary>Set by Airflow on a driver that it is done with.</summary>
    public bool IsChecked { get; set; }

    public bool HasTimeToLive => Spec["timeToLiveSeconds"] is not null;

    /// <summary>Labels by which Airflow must find the driver.</summary>
    public JsonObject DriverLabels
    {
        get
        {
            var labels = (JsonObject?)(Spec["driver"]?["labels"] as JsonObject)?.DeepClone() ?? [];
            labels["spark-role"] = "driver";
            if (IsChecked)
                labels["already_checked"] = "True";
            return labels;
        }
    }

    /// <summary>What the operator class of Airflow may make of the application's state without coming to a wrong verdict.</summary>
    public string[] Starts => Phase switch
    {
        "" when IsRefused => ["failed"],
        "" when WasRefused => ["waiting", "failed"],
        "" or "Pending" => ["waiting"],
        "Failed" or "Gone" => ["started", "failed"],
        _ => ["started"],
    };

    /// <summary>The same for the sensor.</summary>
    public string[] Sensed => Phase switch
    {
        "" when IsRefused => ["failure"],
        "" when WasRefused => ["wait", "failure"],
        "Succeeded" => ["success"],
        "Failed" or "Gone" => ["failure"],
        _ => ["wait"],
    };
}
