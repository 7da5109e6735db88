using System.Text;
using System.Text.RegularExpressions;

namespace Firesteel.Tests.Console;

/// <summary>A stage with more tasks than a page looks at anew each time: what is remembered must not leak from one request into another.</summary>
public sealed partial class ManyTasksTests : IDisposable
{
    private const int Tasks = 6_000;
    private const string Page = "/history/many/stages/stage/?id=0&attempt=0";

    private readonly string folder = Directory.CreateTempSubdirectory("firesteel-history-").FullName;

    public ManyTasksTests() => File.WriteAllText(Path.Combine(folder, "many"), Log());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Orders_pages_filters_and_prefixes_are_those_of_the_request()
    {
        var site = await Site.OfAsync(folder);
        var first = await site.PageAsync(Page);
        Ids(first)[0].ShouldBe(0);
        for (var round = 0; round < 2; round++) // found out, then remembered
        {
            Ids(await site.PageAsync(Page + "&task.sort=Duration&task.desc=true"))[0].ShouldBe(Tasks - 1);
            Ids(await site.PageAsync(Page + "&task.sort=Duration&task.desc=false"))[0].ShouldBe(0);
            Ids(await site.PageAsync(Page + "&task.sort=Task ID&task.desc=false&task.page=2"))[0].ShouldBe(50);
            Ids(await site.PageAsync(Page + "&task.status=Failed")).ShouldBe([7]);
            (await site.GetAsync(Page, prefix: "/gateway")).Text.ShouldContain("href=\"/gateway/history/many/");
            (await site.PageAsync(Page)).ShouldBe(first);
        }
    }

    /// <summary>Second cells of the task table's rows.</summary>
    private static List<int> Ids(string page) => [.. Row().Matches(page[page.IndexOf("id=\"task\"", StringComparison.Ordinal)..]).Select(match => int.Parse(match.Groups[1].ValueSpan))];

    private static string Log()
    {
        const string stage = "{\"Stage ID\":0,\"Stage Attempt ID\":0,\"Stage Name\":\"many\",\"Number of Tasks\":6000,\"RDD Info\":[],\"Parent IDs\":[],\"Details\":\"\",\"Submission Time\":1000,\"Accumulables\":[]}";
        var text = new StringBuilder("{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"4.1.0\"}\n");
        text.Append("{\"Event\":\"SparkListenerEnvironmentUpdate\",\"JVM Information\":{},\"Spark Properties\":{},\"System Properties\":{},\"Classpath Entries\":{}}\n");
        text.Append("{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"many\",\"App ID\":\"many\",\"Timestamp\":1000,\"User\":\"u\"}\n");
        text.Append($"{{\"Event\":\"SparkListenerJobStart\",\"Job ID\":0,\"Submission Time\":1000,\"Stage Infos\":[{stage}],\"Stage IDs\":[0],\"Properties\":{{}}}}\n");
        text.Append($"{{\"Event\":\"SparkListenerStageSubmitted\",\"Stage Info\":{stage},\"Properties\":{{}}}}\n");
        for (var id = 0; id < Tasks; id++)
        {
            var failed = id == 7 ? "true" : "false";
            var reason = id == 7 ? "{\"Reason\":\"ExecutorLostFailure\",\"Executor ID\":\"1\",\"Exit Caused By App\":true}" : "{\"Reason\":\"Success\"}";
            string Info(int finish) => $"\"Task Info\":{{\"Task ID\":{id},\"Index\":{id},\"Attempt\":0,\"Partition ID\":{id},\"Launch Time\":1000,\"Executor ID\":\"1\",\"Host\":\"h\",\"Locality\":\"ANY\",\"Speculative\":false,\"Getting Result Time\":0,\"Finish Time\":{finish},\"Failed\":{(finish > 0 ? failed : "false")},\"Killed\":false,\"Accumulables\":[]}}";
            text.Append($"{{\"Event\":\"SparkListenerTaskStart\",\"Stage ID\":0,\"Stage Attempt ID\":0,{Info(0)}}}\n");
            text.Append($"{{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":0,\"Stage Attempt ID\":0,\"Task Type\":\"ResultTask\",\"Task End Reason\":{reason},{Info(1001 + id)},\"Task Metrics\":{{\"Executor Run Time\":{id}}}}}\n");
        }

        text.Append($"{{\"Event\":\"SparkListenerStageCompleted\",\"Stage Info\":{stage}}}\n{{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":0,\"Completion Time\":9000,\"Job Result\":{{\"Result\":\"JobSucceeded\"}}}}\n{{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":9000}}\n");
        return text.ToString();
    }

    [GeneratedRegex("<tr><td class=\"number\">\\d+</td><td class=\"number\">(\\d+)</td>")]
    private static partial Regex Row();
}
