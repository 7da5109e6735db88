using System.Text.Json;
using Firesteel.Console.Pages;

namespace Firesteel.Tests.Console;

/// <summary>Whatever a log holds is text.</summary>
public sealed class HostileLogTests : IDisposable
{
    private const string Evil = "\"><script>alert('x')</script><img src=x onerror=alert(1)>";
    private readonly string folder = Directory.CreateTempSubdirectory("firesteel-console-").FullName;

    [Fact]
    public async Task Nothing_in_a_log_becomes_markup()
    {
        Write("app-1", Events(cut: false));
        var site = await Site.OfAsync(folder);
        string[] queries = ["", "?id=0", "?id=0&attempt=0", "?find=%22%3E%3Cscript%3E", "?compare=%22%3E%3Cscript%3E", "?q=%22%3E%3Cscript%3E&apps.sort=%3Cscript%3E", "?task.search=%3Cscript%3E"];
        foreach (var path in PageList.All.Select(page => page is IApplicationPage ? $"/history/app-1/{page.Path}" : "/" + page.Path))
        {
            foreach (var query in queries)
            {
                var text = (await site.GetAsync(path + query)).Text;
                Markup.ShouldBeWhole(text, path + query);
                text.ShouldNotContain("<script>", Case.Insensitive);
                text.ShouldNotContain("<img", Case.Insensitive);
            }
        }

        (await site.PageAsync("/history/app-1/jobs/job/?id=0")).ShouldContain("&lt;script&gt;alert");
    }

    [Fact]
    public async Task The_reason_of_a_failure_stands_in_the_list_once_the_log_was_read()
    {
        Write("app-1", Events(cut: false));
        var site = await Site.OfAsync(folder);
        await site.PageAsync("/history/app-1/overview/");
        var page = await site.PageAsync("/");
        page.ShouldContain("1 failed");
        page.ShouldContain("boom in stage 0");
        (await site.PageAsync("/?state=failed")).ShouldContain("app-1");
        (await site.PageAsync("/?state=completed")).ShouldContain("No application fits");
        (await site.PageAsync("/?q=BOOM")).ShouldContain("app-1");
    }

    [Fact]
    public async Task A_damaged_log_says_what_is_wrong_and_shows_the_rest()
    {
        Write("app-1", [.. Events(cut: false).Take(4), "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":", .. Events(cut: false).Skip(4)]);
        var site = await Site.OfAsync(folder);
        var page = await site.PageAsync("/history/app-1/jobs/");
        page.ShouldContain("The log is damaged");
        page.ShouldContain("line 5");
        page.ShouldContain("Failed jobs");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string name, IEnumerable<string> lines) => File.WriteAllLines(Path.Combine(folder, name), lines);

    private static string[] Events(bool cut)
    {
        var evil = JsonSerializer.Serialize(Evil);
        var failure = JsonSerializer.Serialize("boom in stage 0 " + Evil + "\n\tat somewhere");
        return
        [
            "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"3.5.7\"}",
            $"{{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":{evil},\"App ID\":\"app-1\",\"Timestamp\":1700000000000,\"User\":{evil}}}",
            $"{{\"Event\":\"SparkListenerEnvironmentUpdate\",\"JVM Information\":{{\"Java Version\":{evil}}},\"Spark Properties\":{{{evil}:{evil}}},\"Hadoop Properties\":{{}},\"System Properties\":{{}},\"Metrics Properties\":{{}},\"Classpath Entries\":{{{evil}:{evil}}}}}",
            $"{{\"Event\":\"SparkListenerExecutorAdded\",\"Timestamp\":1700000000100,\"Executor ID\":\"1\",\"Executor Info\":{{\"Host\":{evil},\"Total Cores\":2,\"Log Urls\":{{{evil}:\"javascript:alert(1)\"}},\"Attributes\":{{}},\"Resources\":{{}},\"Resource Profile Id\":0}}}}",
            $"{{\"Event\":\"SparkListenerJobStart\",\"Job ID\":0,\"Submission Time\":1700000001000,\"Stage Infos\":[{Stage(evil, "")}],\"Stage IDs\":[0],\"Properties\":{{\"spark.job.description\":{evil},\"spark.jobGroup.id\":{evil}}}}}",
            $"{{\"Event\":\"SparkListenerStageSubmitted\",\"Stage Info\":{Stage(evil, ",\"Submission Time\":1700000001000")},\"Properties\":{{\"spark.job.description\":{evil}}}}}",
            $"{{\"Event\":\"SparkListenerTaskStart\",\"Stage ID\":0,\"Stage Attempt ID\":0,\"Task Info\":{Task(evil, 0, false)}}}",
            $"{{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":0,\"Stage Attempt ID\":0,\"Task Type\":\"ResultTask\",\"Task End Reason\":{{\"Reason\":\"ExceptionFailure\",\"Class Name\":\"java.lang.RuntimeException\",\"Description\":{evil},\"Stack Trace\":[],\"Full Stack Trace\":{failure},\"Accumulator Updates\":[]}},\"Task Info\":{Task(evil, 1700000002000, true)}}}",
            $"{{\"Event\":\"SparkListenerStageCompleted\",\"Stage Info\":{Stage(evil, $",\"Submission Time\":1700000001000,\"Completion Time\":1700000003000,\"Failure Reason\":{failure}")}}}",
            $"{{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":0,\"Completion Time\":1700000003000,\"Job Result\":{{\"Result\":\"JobFailed\",\"Exception\":{{\"Message\":{failure},\"Stack Trace\":[]}}}}}}",
            $"{{\"Event\":\"SparkListenerExecutorRemoved\",\"Timestamp\":1700000003500,\"Executor ID\":\"1\",\"Removed Reason\":{evil}}}",
            .. cut ? Array.Empty<string>() : ["{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":1700000004000}"],
        ];
    }

    private static string Stage(string name, string more) => $"{{\"Stage ID\":0,\"Stage Attempt ID\":0,\"Stage Name\":{name},\"Number of Tasks\":1,\"RDD Info\":[],\"Parent IDs\":[],\"Details\":{name},\"Accumulables\":[]{more}}}";

    private static string Task(string host, long finish, bool failed) => $"{{\"Task ID\":0,\"Index\":0,\"Attempt\":0,\"Launch Time\":1700000001100,\"Executor ID\":\"1\",\"Host\":{host},\"Locality\":\"PROCESS_LOCAL\",\"Speculative\":false,\"Getting Result Time\":0,\"Finish Time\":{finish},\"Failed\":{(failed ? "true" : "false")},\"Killed\":false,\"Accumulables\":[]}}";
}
