using System.Net;
using System.Text.Json.Nodes;
using Firesteel.History.Hosting;
using Firesteel.History.Serving;
using Firesteel.Kube.Problems;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.History;

/// <summary>The history server over a socket, as a browser or a REST client sees it.</summary>
public sealed class HistoryServerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string Logs = Path.Combine(Checkout.OwnCases, "history", "logs", "3.5.7");

    private readonly string folder = Directory.CreateTempSubdirectory("firesteel-history-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_log_that_grows_is_seen_while_it_runs_and_after()
    {
        var source = Directory.GetFiles(Logs).First(file => !file.Contains('.', StringComparison.Ordinal) || Path.GetExtension(file).Length == 0);
        var lines = await File.ReadAllLinesAsync(source);
        var running = Path.Combine(folder, "app.inprogress");
        await File.WriteAllLinesAsync(running, lines[..(lines.Length / 2)]);
        await using var server = await StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };

        await UntilAsync(async () => (await ListAsync(http, "running")).Count == 1);
        var id = (await ListAsync(http, "running"))[0]!["id"]!.ToString();
        var before = await TasksAsync(http, id);

        await File.AppendAllLinesAsync(running, lines[(lines.Length / 2)..]);
        await UntilAsync(async () => await TasksAsync(http, id) > before);

        File.Move(running, Path.Combine(folder, "app"));
        await UntilAsync(async () => (await ListAsync(http, "completed")).Count == 1);
        (await ListAsync(http, "running")).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Speaks_http_as_clients_expect()
    {
        foreach (var file in Directory.GetFiles(Logs).Where(file => !file.EndsWith(".json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        await using var server = await StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = server.Address };
        await UntilAsync(async () => (await http.GetAsync("readyz")).StatusCode == HttpStatusCode.OK);

        var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/applications");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        var zipped = await http.SendAsync(request);
        zipped.Content.Headers.ContentEncoding.ShouldContain("gzip");
        zipped.Content.Headers.ContentType!.ToString().ShouldBe("application/json");

        (await http.PostAsync("api/v1/applications", null)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await http.GetAsync("api/v1/applications/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var id = (await ListAsync(http, "completed"))[0]!["id"]!.ToString();
        (await http.GetAsync($"history/{id}")).StatusCode.ShouldBe(HttpStatusCode.Found);
        var archive = await http.GetAsync($"api/v1/applications/{id}/logs");
        archive.Content.Headers.ContentDisposition!.FileName.ShouldBe($"eventLogs-{id}.zip");
        using var zip = new System.IO.Compression.ZipArchive(await archive.Content.ReadAsStreamAsync());
        zip.Entries.Count.ShouldBe(1);
        (await http.GetStringAsync("metrics")).ShouldContain("firesteel_history_applications ");
        (await http.GetStringAsync($"api/firesteel/v1/applications/{id}/findings")).ShouldStartWith("[");
        JsonNode.Parse(await http.GetStringAsync("api/firesteel/v1/openapi.json"))!["paths"]!.AsObject().Count.ShouldBeGreaterThan(40);
    }

    private static async Task<JsonArray> ListAsync(HttpClient http, string status) =>
        JsonNode.Parse(await http.GetStringAsync($"api/v1/applications?status={status}"))!.AsArray();

    private static async Task<int> TasksAsync(HttpClient http, string id) =>
        JsonNode.Parse(await http.GetStringAsync($"api/v1/applications/{id}/allexecutors"))!.AsArray().Sum(executor => (int)executor!["totalTasks"]!);

    [Fact]
    public async Task A_port_that_is_taken_is_a_problem_of_the_port()
    {
        await using var first = await StartAsync();
        var second = HistoryServer.StartAsync(new HistoryOptions { LogDirectories = [folder], Port = first.Address.Port }, TimeProvider.System, CancellationToken.None);
        (await Should.ThrowAsync<ProblemException>(() => second)).Message.ShouldContain($"--port: 127.0.0.1:{first.Address.Port} cannot be listened on");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (!await holds())
        {
            time.GetElapsedTime(started).ShouldBeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(50), time);
        }
    }

    private Task<HistoryServer> StartAsync() => HistoryServer.StartAsync(
        new HistoryOptions { LogDirectories = [folder], Port = 0, UpdateInterval = TimeSpan.FromMilliseconds(200), Parallelism = 2 }, TimeProvider.System, CancellationToken.None);
}
