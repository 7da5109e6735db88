using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Firesteel.Cli.Applications;
using Firesteel.History.Hosting;
using Firesteel.History.Serving;
using Firesteel.IntegrationTests.Platform;
using Firesteel.TestKit.Documents;
using Firesteel.TestKit.Files;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.History;

/// <summary>Event logs that real Spark jobs write on the embedded platform, seen while they are written and after.</summary>
public sealed class LiveLogTests(RunningPlatform running) : IClassFixture<RunningPlatform>
{
    [Theory, InlineData("spark-pi.yaml", "3.5"), InlineData("spark-pi-4.1.yaml", "4.1")]
    public async Task A_job_is_listed_as_running_and_then_as_completed(string example, string api)
    {
        using var logs = new TemporaryDirectory();
        var options = new HistoryOptions
        {
            LogDirectories = [logs.Path],
            Api = api == "3.5" ? SparkApi.V35 : SparkApi.V41,
            Port = 0,
            UpdateInterval = TimeSpan.FromMilliseconds(300),
        };
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var history = await HistoryServer.StartAsync(options, TimeProvider.System, stop.Token);
        using var http = new HttpClient { BaseAddress = history.Address };

        var run = new ApplicationRun(running.Platform.Client, TimeProvider.System).RunAsync(WithEventLog(example, logs.Path), "default", replace: true, keep: false, new RecordedRun(), stop.Token);
        var live = await UntilAsync(http, "/api/v1/applications?status=running", run, stop.Token);
        live.ShouldNotBeNull("the log was never listed as running");
        (await run).State.ShouldBe("COMPLETED");

        var done = await UntilAsync(http, "/api/v1/applications?status=completed", null, stop.Token);
        done!["id"]!.GetValue<string>().ShouldBe(live["id"]!.GetValue<string>());
        var jobs = await http.GetFromJsonAsync<JsonArray>($"/api/v1/applications/{done["id"]}/jobs", stop.Token);
        jobs!.ShouldContain(job => job!["status"]!.GetValue<string>() == "SUCCEEDED");
        (await http.GetFromJsonAsync<JsonObject>("/api/v1/version", stop.Token))!["spark"]!.GetValue<string>().ShouldStartWith(api);
    }

    [Fact]
    public async Task A_client_that_is_not_ours_lists_filters_and_pages()
    {
        using var cache = new TemporaryDirectory();
        var options = new HistoryOptions { LogDirectories = [Path.Combine(Checkout.OwnCases, "history", "logs", "3.5.7")], Api = SparkApi.V35, Port = 0, CacheDirectory = cache.Path };
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var history = await HistoryServer.StartAsync(options, TimeProvider.System, stop.Token);
        while (history.Library.List.LastScan == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop.Token);
        var (exitCode, output) = await Shell.RunAsync($"""
            list=$(curl -fsS '{history.Address}api/v1/applications?limit=3')
            echo "$list" | python3 -c 'import json,sys; print("listed", len(json.load(sys.stdin)))'
            app=$(curl -fsS '{history.Address}api/v1/applications?status=completed' | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])')
            stage=$(curl -fsS "{history.Address}api/v1/applications/$app/stages?status=complete" | python3 -c 'import json,sys; s=json.load(sys.stdin)[0]; print(str(s["stageId"])+"/"+str(s["attemptId"]))')
            curl -fsS --compressed "{history.Address}api/v1/applications/$app/stages/$stage/taskList?offset=0&length=1&sortBy=-runtime" | python3 -c 'import json,sys; print("tasks", len(json.load(sys.stdin)))'
            curl -fsS -o /dev/null -w 'zip %{"{content_type}"}\n' "{history.Address}api/v1/applications/$app/logs"
            curl -sS -o /dev/null -w 'status %{"{http_code}"}\n' '{history.Address}api/v1/applications/nobody'
            """, new Dictionary<string, string>(), stop.Token);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("listed 3");
        output.ShouldContain("tasks 1");
        output.ShouldContain("zip application/octet-stream");
        output.ShouldContain("status 404");
    }

    /// <returns>The first application of the answer; null when <paramref name="unless"/> ended before there was one.</returns>
    private static async Task<JsonNode?> UntilAsync(HttpClient http, string path, Task? unless, CancellationToken stop)
    {
        while (unless is not { IsCompleted: true })
        {
            if (await http.GetFromJsonAsync<JsonArray>(path, stop) is [{ } first, ..])
                return first;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
        }

        return null;
    }

    private static ApplicationPackage WithEventLog(string example, string directory)
    {
        var file = Checkout.File("examples", example);
        var package = ApplicationPackages.FromYaml(file, File.ReadAllText(file));
        var spec = package.Application.Spec!;
        package.Application.Metadata!["name"] = "logged-" + package.Application.Name;
        spec["arguments"] = new JsonArray("60");
        spec["sparkConf"] = new JsonObject { ["spark.eventLog.enabled"] = "true", ["spark.eventLog.dir"] = "file:///var/log/spark", ["spark.eventLog.compress"] = "false" };
        spec["volumes"] = new JsonArray(new JsonObject { ["name"] = "logs", ["hostPath"] = new JsonObject { ["path"] = directory, ["type"] = "Directory" } });
        spec["driver"]!["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "logs", ["mountPath"] = "/var/log/spark" });
        return package;
    }
}
