using Firesteel.Console.Pages;
using Firesteel.History.Store;

namespace Firesteel.Tests.Console;

/// <summary>Every page of every application in the cases, those of odd and damaged logs too.</summary>
public sealed class EveryPageTests
{
    public static TheoryData<string> Folders => ["3.5.7", "4.1.0", "3.5.7-odd", "3.5.7-servers", "4.1.0-servers", "4.1.0-streaming", "3.5.7-generated", "3.5.7-codecs", "4.1.0-compacted"];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Opens_and_is_whole(string folder)
    {
        var site = await Site.OfCasesAsync(folder);
        site.Entries.ShouldNotBeEmpty();
        await site.PageAsync("/");
        foreach (var entry in site.Entries)
        {
            var store = await site.Library.OpenAsync(entry, CancellationToken.None);
            foreach (var page in PageList.All.OfType<IApplicationPage>())
            {
                foreach (var query in Queries(page.Path, store).Take(40))
                    (await site.PageAsync(Site.Address(entry) + page.Path + query)).ShouldContain("<h1");
            }
        }
    }

    [Fact]
    public async Task Links_between_pages_lead_somewhere()
    {
        var site = await Site.OfCasesAsync("4.1.0");
        var entry = site.Entries.MaxBy(entry => entry.Size)!;
        var seen = new HashSet<string>();
        var todo = new Queue<string>(["/", Site.Address(entry) + "overview/"]);
        while (todo.TryDequeue(out var address) && seen.Count < 120)
        {
            var path = address.Split('#')[0];
            if (!seen.Add(path))
                continue;
            foreach (var link in Markup.Links(await site.PageAsync(path)).Select(link => link.StartsWith('?') ? path.Split('?')[0] + link : link))
            {
                if (link == "/" || link.StartsWith(Site.Address(entry), StringComparison.Ordinal))
                    todo.Enqueue(link);
            }
        }

        seen.Count.ShouldBeGreaterThan(20);
    }

    private static IEnumerable<string> Queries(string path, ApplicationStore store) => path switch
    {
        "jobs/job/" => store.Jobs.Keys.Select(id => $"?id={id}"),
        "stages/stage/" => store.Stages.Keys.Select(key => $"?id={key.Id}&attempt={key.Attempt}"),
        "SQL/execution/" => store.Sql.Keys.Select(id => $"?id={id}").Concat(store.Sql.Values.Where(execution => execution.InitialPlan is not null).Select(execution => $"?id={execution.Id}&plan=initial")),
        "storage/rdd/" => store.Rdds.Keys.Select(id => $"?id={id}"),
        "StreamingQuery/statistics/" => store.Streaming.Select(query => $"?id={query.RunId}"),
        "SQL/" => Tab(store.Sql.Count > 0),
        "StreamingQuery/" => Tab(store.Streaming.Count > 0),
        "sqlserver/" => Tab(!store.Thrift.IsEmpty),
        "connect/" => Tab(!store.Connect.IsEmpty),
        "environment/" or "compare/" => ["", $"?compare={store.Id}", "?compare=nobody"],
        _ => [""],
    };

    private static string[] Tab(bool there) => there ? [""] : [];
}
