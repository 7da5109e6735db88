using System.Text.Json.Nodes;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.Platform;

/// <summary>Object store and history server of the platform, used by real Spark as the example says.</summary>
public sealed class HouseTests(RunningPlatform running) : IClassFixture<RunningPlatform>
{
    [Theory, InlineData("3.5.7", "2.12"), InlineData("4.1.0", "2.13")]
    public async Task An_event_log_goes_through_the_store_into_history(string spark, string scala)
    {
        var name = "lake-" + spark.Replace('.', '-');
        await running.ShellAsync("1.35", $"""
            sed -e 's/name: spark-pi-s3/name: {name}/' -e 's/3\.5\.7/{spark}/g' -e 's/2\.12/{scala}/' examples/spark-pi-s3.yaml | kubectl apply -f -
            kubectl wait sparkapplication/{name} --for=jsonpath='{"{.status.applicationState.state}"}'=COMPLETED --timeout=150s
            """);
        var id = (await running.ShellAsync("1.35", $"kubectl get sparkapplication {name} -o jsonpath='{"{.status.sparkApplicationId}"}'")).Trim();
        id.ShouldStartWith("spark-");

        using var http = new HttpClient { BaseAddress = running.Platform.HistoryAddress };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var page = await http.GetAsync($"/api/v1/applications/{id}", stop.Token);
        while (!page.IsSuccessStatusCode)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, stop.Token);
            page = await http.GetAsync($"/api/v1/applications/{id}", stop.Token);
        }

        var attempt = JsonNode.Parse(await page.Content.ReadAsStringAsync(stop.Token))!["attempts"]![0]!;
        ((bool)attempt["completed"]!).ShouldBeTrue();
        ((string)attempt["appSparkVersion"]!).ShouldBe(spark);
    }

    [Fact]
    public async Task Its_lake_is_one_that_firesteel_lake_knows_and_its_keys_are_the_owners()
    {
        var keys = Path.Combine(running.StateDirectory, "store-keys");
        File.GetUnixFileMode(keys).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var output = await running.ShellAsync("1.35", $"""
            export AWS_SHARED_CREDENTIALS_FILE={keys}
            {Path.Combine(AppContext.BaseDirectory, "firesteel")} lake plan -f {running.StateDirectory}/lake.yaml
            {Path.Combine(AppContext.BaseDirectory, "firesteel")} lake ls s3://datalake/ -f {running.StateDirectory}/lake.yaml
            """);
        output.ShouldContain("no changes");
        output.ShouldContain("logs/");
        const string SecretKey = "aws_secret_access_key = ";
        var secret = File.ReadLines(keys).First(line => line.StartsWith(SecretKey, StringComparison.Ordinal))[SecretKey.Length..];
        secret.Length.ShouldBeGreaterThan(20);
        File.ReadAllText(Path.Combine(running.StateDirectory, "lake.yaml")).ShouldNotContain(secret);
        Checkout.File("examples", "spark-pi-s3.yaml").ShouldSatisfyAllConditions(file => File.ReadAllText(file).ShouldNotContain("fs.s3a.secret.key"));
    }
}
