using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Translation;
using Firesteel.TestKit.Airflow;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>
/// Plays the lines of a recording. What its operator did is not played: our operator has to come to the same, or to the better, by itself.
/// What only shows that operator's trouble is played as trouble: a submission that failed is a driver that the API refused.
/// </summary>
internal sealed partial class PlayedScript(AirflowWorld world, RecordedTask task)
{
    private const string Minimal = """
        {"apiVersion": "sparkoperator.k8s.io/v1beta2", "kind": "SparkApplication",
         "spec": {"type": "Scala", "mode": "cluster", "image": "registry.example.com/spark:3.5.7", "mainClass": "org.apache.spark.examples.SparkPi",
                  "mainApplicationFile": "local:///opt/spark/examples/jars/spark-examples.jar", "sparkVersion": "3.5.7", "restartPolicy": {"type": "Never"},
                  "driver": {"cores": 1, "memory": "512m", "serviceAccount": "spark"}, "executor": {"instances": 1, "cores": 1, "memory": "512m"}}}
        """;

    private readonly PlayedKubelet _kubelet = new(world);
    private PlayedApplication? _latest;

    /// <summary>In order of creation.</summary>
    public List<PlayedApplication> Applications { get; } = [];

    public PlayedApplication? OfDriver(ObjectKey pod) => Applications.LastOrDefault(application => application.Driver == pod);

    public PlayedApplication? Of(ObjectKey key) => Applications.LastOrDefault(application => application.Key == key);

    /// <summary>Somebody created it.</summary>
    public void Add(ObjectKey key, JsonObject body) => Applications.Add(_latest = new(key, body));

    public Task PlayAsync(PlayedLine line) => line.By switch
    {
        "operator" => FollowOperatorAsync(line),
        "cluster" => PlayClusterAsync(line),
        "driver" => WriteLogAsync(line),
        "user" => PlayUserAsync(line),
        // Answers of the API that were made up are not asked for again; what befalls Airflow's own process shows in its requests.
        "api" or "airflow" => Task.CompletedTask,
        _ => throw new AirflowDifferenceException($"the test does not understand {line}"),
    };

    private async Task FollowOperatorAsync(PlayedLine line)
    {
        if (CreatedDriver().Match(line.Did) is { Success: true } created)
            await AwaitDriverAsync(_latest = Named(created.Groups["pod"].Value));
        else if (State().Match(line.Did) is { Success: true } state && _latest is { } application)
            await CauseAsync(application, state.Groups["state"].Value.ToUpperInvariant(), state.Groups["message"].Value);
        foreach (var one in Applications)
            await AgreeAsync(one);
    }

    private async Task AwaitDriverAsync(PlayedApplication application)
    {
        if ((bool?)application.Spec["suspend"] == true)
            await AdmitAsync(application);
        world.Gate.Permit(application.Key.Name);
        KubeObject? pod = null;
        if (!await world.WithinAMinuteAsync(async () => (pod = await DriverAsync(application)) is { IsBeingDeleted: false } && pod.Uid != application.Uid))
        {
            if (application.Uid.Length == 0)
                throw new AirflowDifferenceException($"no driver of {application.Key} was created");
            application.HasDiverged = true;
            return;
        }

        (application.Uid, application.Phase, application.View) = (pod!.Uid, "Pending", AirflowView.Pod(pod.Json));
    }

    /// <summary>A queue lets a suspended application run.</summary>
    private async Task AdmitAsync(PlayedApplication application)
    {
        application.Spec["suspend"] = false;
        await world.Client.PatchAsync(ResourceTypes.SparkApplications, application.Key, new Patch(PatchType.Merge, new JsonObject { ["spec"] = new JsonObject { ["suspend"] = false } }));
    }

    private async Task CauseAsync(PlayedApplication application, string state, string message)
    {
        if (application.Uid.Length > 0 && !task.IsSensor)
            return;
        // A submission that fails for good, or once.
        if (state == "FAILED" && application.Uid.Length == 0 && !task.IsSensor)
        {
            application.IsRefused = true;
            world.Gate.Refuse(application.Key.Name, message);
        }
        else if (state == "SUBMISSION_FAILED" && application.Uid.Length == 0)
        {
            application.WasRefused = true;
            world.Gate.RefuseOnce(application.Key.Name, message);
        }
        else if (task.IsSensor && !task.Lines.Any(line => line.By == "cluster"))
        {
            await LeadAsync(application, state);
        }
    }

    /// <summary>A sensor does not look at pods, so its recordings leave out what brings the application to its state.</summary>
    private async Task LeadAsync(PlayedApplication application, string state)
    {
        if (state is not ("SUBMITTED" or "RUNNING" or "SUCCEEDING" or "COMPLETED" or "FAILING" or "FAILED"))
            return;
        if (application.Uid.Length == 0)
            await AwaitDriverAsync(application);
        if (state is not "SUBMITTED" && application.Phase == "Pending")
            await ReportAsync(application, "phase Running, containers running");
        if (state is "SUCCEEDING" or "COMPLETED" && application.Phase == "Running")
            await ReportAsync(application, "phase Succeeded, driver container terminated with exit code 0 (Completed)");
        if (state is "FAILING" or "FAILED" && application.Phase == "Running")
            await ReportAsync(application, "phase Failed, driver container terminated with exit code 1 (Error)");
    }

    /// <summary>Our operator has to say of the application what the cluster says.</summary>
    private async Task AgreeAsync(PlayedApplication application)
    {
        if (application.IsDeleted || !task.Lines.Any(line => line.By == "operator"))
            return;
        var state = "";
        if (!await world.SoonAsync(async () =>
        {
            var found = await world.Client.FindAsync(ResourceTypes.SparkApplications, application.Key);
            state = found is null ? "gone" : (string?)found.Status?["applicationState"]?["state"] ?? "absent";
            return found is null || application.Starts.Contains(AirflowView.Start(found.Status));
        }))
        {
            throw new AirflowDifferenceException($"{application.Key} is {state}, though its driver is {(application.Phase.Length == 0 ? application.IsRefused ? "refused" : "not there" : application.Phase)}");
        }
    }

    private async Task PlayClusterAsync(PlayedLine line)
    {
        var parts = Pod().Match(line.Did);
        if (!parts.Success)
            throw new AirflowDifferenceException($"the test does not understand {line}");
        var application = _latest = Named(parts.Groups["pod"].Value);
        if (application.HasDiverged || application.IsDeleted)
            return;
        if (parts.Groups["what"].Value is not "deleted" and var what)
        {
            await ReportAsync(application, what);
            return;
        }

        await _kubelet.DeleteAsync(await RequireDriverAsync(application));
        (application.Phase, application.View) = ("Gone", null);
        await world.SettleAsync();
    }

    private async Task ReportAsync(PlayedApplication application, string what)
    {
        var pod = await _kubelet.ReportAsync(application, await RequireDriverAsync(application), what);
        (application.Phase, application.View) = ((string)pod.Status!["phase"]!, AirflowView.Pod(pod.Json));
        await world.SettleAsync();
    }

    private async Task<KubeObject> RequireDriverAsync(PlayedApplication application) =>
        await DriverAsync(application) is { } pod && pod.Uid == application.Uid ? pod
            : throw new AirflowDifferenceException($"the driver of {application.Key} is gone, though nobody deleted it");

    private async Task<KubeObject?> DriverAsync(PlayedApplication application) =>
        (await world.Client.ListAsync(ResourceTypes.Pods, application.Key.Namespace, new($"{OperatorLabels.ApplicationName}={application.Key.Name},{OperatorLabels.Role}=driver"))).Items.SingleOrDefault();

    private Task WriteLogAsync(PlayedLine line)
    {
        if (_latest is { HasDiverged: false } application)
            world.Logs.Write(application.Uid, line.Did[(line.Did.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(" | "));
        return Task.CompletedTask;
    }

    private async Task PlayUserAsync(PlayedLine line)
    {
        if (CreatedApplication().Match(line.Did) is { Success: true } created)
        {
            var key = new ObjectKey(created.Groups["namespace"].Value, created.Groups["name"].Value);
            // With the labels of the task, when there is one: what matters is what else carries them.
            var body = (JsonObject)(task.Requests.FirstOrDefault(request => request is { Method: "POST", Body: not null })?.Body ?? JsonNode.Parse(Minimal))!.DeepClone();
            body["metadata"] = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace };
            await world.Client.CreateAsync(ResourceTypes.SparkApplications, new KubeObject(body));
            Add(key, body);
        }
        else if (DeletedApplication().Match(line.Did) is { Success: true } deleted)
        {
            var application = Applications.Last(one => one.Key.Name == deleted.Groups["name"].Value);
            // The time to live is our operator's to keep.
            if (application.HasTimeToLive && application.Phase is "Succeeded" or "Failed")
                return;
            await world.Client.DeleteAsync(ResourceTypes.SparkApplications, application.Key);
            await ForgetAsync(application);
        }
    }

    /// <summary>An application was deleted: all that belongs to it must go.</summary>
    public async Task ForgetAsync(PlayedApplication application)
    {
        application.IsDeleted = true;
        (application.Phase, application.View) = ("Gone", null);
        if (application.Uid.Length > 0)
            world.Logs.End(application.Uid);
        string[] left = [];
        if (!await world.SoonAsync(async () =>
        {
            left = [.. (await world.Client.ListAsync(ResourceTypes.Pods, application.Key.Namespace, new($"{OperatorLabels.ApplicationName}={application.Key.Name}"))).Items.Select(pod => pod.Name)];
            return left.Length == 0;
        }))
        {
            throw new AirflowDifferenceException($"{application.Key} was deleted, its pods stay: {string.Join(", ", left)}");
        }
    }

    private PlayedApplication Named(string pod) =>
        Applications.LastOrDefault(application => application.Driver.Name == pod && !application.IsDeleted) ?? Applications.LastOrDefault(application => !application.IsDeleted)
        ?? throw new AirflowDifferenceException($"the pod {pod} belongs to no application");

    [GeneratedRegex(@"^created driver pod (?<pod>\S+)")]
    private static partial Regex CreatedDriver();

    [GeneratedRegex("state to \"(?<state>[^\"]*)\"(?: with errorMessage \"(?<message>.*)\")?")]
    private static partial Regex State();

    [GeneratedRegex(@"^pod (?<pod>[^\s:]+):? (?<what>.*)")]
    private static partial Regex Pod();

    [GeneratedRegex(@"^created SparkApplication (?<namespace>[^/]+)/(?<name>\S+)")]
    private static partial Regex CreatedApplication();

    [GeneratedRegex(@"^SparkApplication (?<name>\S+) deleted by a user")]
    private static partial Regex DeletedApplication();
}
