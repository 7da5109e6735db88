using System.Text;
using Firesteel.History.Rest;
using Firesteel.History.Serving;
using Firesteel.Tests.History.Rest;

namespace Firesteel.Tests.History.Serving;

public sealed class AccessTests
{
    /// <summary>Spark's own suite: owner, admin and the nameless may look, others may not.</summary>
    [Theory]
    [InlineData("irashid", 200)]
    [InlineData("root", 200)]
    [InlineData(null, 200)]
    [InlineData("alice", 403)]
    public async Task Only_those_who_may_see_an_application(string? user, int status)
    {
        using var logs = CaseFolder.OfSuite("4.1.0");
        var access = new AccessOptions { Enabled = true, Admins = ["root"] };
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [logs.Path], Access = access, Parallelism = 2 }, new FixedTime(1_800_000_000_000));
        await library.ScanAsync(CancellationToken.None);
        foreach (var path in new[] { "1/jobs", "logs", "1/logs", "2/logs" })
        {
            var answer = await new RestApi(library).AnswerAsync($"/api/v1/applications/local-1430917381535/{path}", "", new Viewer(user, []), CancellationToken.None);
            answer.Status.ShouldBe(status, path);
            if (status == 403)
                Encoding.UTF8.GetString(answer.Body.Span).ShouldBe("user \"alice\" is not authorized");
        }
    }
}
