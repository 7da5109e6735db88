using System.Collections.Immutable;
using System.Text;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission.Naming;
using Firesteel.Spark.Submission.Properties;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>A request as the steps see it: typed properties, names, and the list of what is wrong.</summary>
internal sealed class SubmissionSettings
{
    private const string UploadPath = "spark.kubernetes.file.upload.path";

    public SubmissionSettings(SubmissionRequest request)
    {
        Request = request;
        Properties = new(request.Properties, request.Submitter.Variable, request.Release, Problems);
        ApplicationName = Properties.Raw("spark.app.name") ?? "spark";
        Prefix = ResourceNames.Prefix(ApplicationName, request.Identity.UniqueId);
        Namespace = Properties.Text("spark.kubernetes.namespace", "default");
        PodName = Properties.Text("spark.kubernetes.driver.pod.name", $"{Prefix}-driver");
    }

    public SubmissionRequest Request { get; }
    public SparkProperties Properties { get; }
    public List<Problem> Problems { get; } = [];
    public SparkRelease Release => Request.Release;
    public Submitter Submitter => Request.Submitter;
    public string ApplicationId => Request.Identity.ApplicationId;
    public string ApplicationName { get; }
    public string Prefix { get; }
    public string Namespace { get; }
    public string PodName { get; }
    public bool IsPython => Request.Kind == ApplicationKind.Python;

    /// <summary>Custom labels and the four that Spark keeps for itself.</summary>
    public ImmutableArray<KeyValuePair<string, string>> DriverLabels { get; private set; } = [];

    public void Fail(string where, string what, string cure) => Problems.Add(new Problem(Location.Field(where), what, cure));

    /// <summary>Reads the driver's labels once; presets win.</summary>
    public void ReadLabels()
    {
        KeyValuePair<string, string>[] presets =
        [
            new("spark-version", Release.Version),
            new("spark-app-selector", ApplicationId),
            new("spark-app-name", ResourceNames.Label(ApplicationName)),
            new("spark-role", "driver"),
        ];
        var labels = new List<KeyValuePair<string, string>>();
        foreach (var (key, value) in Properties.Below("spark.kubernetes.driver.label."))
        {
            if (presets.Any(preset => preset.Key == key))
                Fail($"spark.kubernetes.driver.label.{key}", $"Label with key {key} is not allowed as it is reserved for Spark bookkeeping operations.", "choose another label key");
            else
                labels.Add(new(key, Release.ReplacesPlaceholdersInLabels ? FillPlaceholders(value) : value));
        }

        DriverLabels = [.. labels, .. presets];
    }

    public string FillPlaceholders(string value) =>
        value.Replace("{{APP_ID}}", ApplicationId, StringComparison.Ordinal).Replace("{{EXECUTOR_ID}}", "", StringComparison.Ordinal);

    /// <summary>The text of a file that goes into a ConfigMap.</summary>
    public string DecodeText(byte[] bytes, string path)
    {
        if (Release.RefusesMalformedText && !System.Text.Unicode.Utf8.IsValid(bytes))
            Fail(path, "Input length = 1", $"save {path} as UTF-8, it is embedded in a ConfigMap");
        return Encoding.UTF8.GetString(bytes);
    }

    public string UploadTarget(string source, int index)
    {
        if (Properties.Text(UploadPath) is not { } path)
        {
            if (!Problems.Any(problem => problem.Where.Text == UploadPath))
                Fail(UploadPath, $"Please specify {UploadPath} property.", $"{source} lies on the submitting machine: set {UploadPath} to a place that the pods can read, or put the file into the image and write local://");
            return source;
        }

        if (Submitter.Files.Read(source) is null)
            Fail(source, $"Uploading file {source} failed...", "check the path, the file does not exist");
        return $"{path}/spark-upload-{Request.Identity.UploadDirectoryId(index)}/{source[(source.LastIndexOf('/') + 1)..]}";
    }
}
