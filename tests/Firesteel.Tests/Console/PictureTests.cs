using Firesteel.Console.Figures;
using Firesteel.Console.Pages;
using Firesteel.Console.Pages.Stages;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.Tests.Console;

public sealed class PictureTests
{
    [Fact]
    public async Task Pictures_do_not_grow_with_the_tasks()
    {
        var site = await Site.OfCasesAsync("4.1.0");
        var stores = new List<(Firesteel.History.Listing.LogEntry Entry, ApplicationStore Store)>();
        foreach (var each in site.Entries)
            stores.Add((each, await site.Library.OpenAsync(each, CancellationToken.None)));
        var (entry, store) = stores.MaxBy(row => row.Store.TaskCount);
        var tasks = store.AllTasks().ToList();
        tasks.Count.ShouldBeGreaterThan(600);
        var many = Enumerable.Range(0, (100_000 / tasks.Count) + 1).SelectMany(_ => tasks).ToList();
        new TaskTimeline(many, store.Ended).Render().ToString().Length.ShouldBeLessThan(1_500_000);
        (await site.PageAsync(Site.Address(entry) + "overview/")).Length.ShouldBeLessThan(1_500_000);
    }

    [Fact]
    public async Task Busy_cores_add_up_to_what_tasks_occupied_and_no_more_than_there_are()
    {
        var site = await Site.OfCasesAsync("4.1.0");
        foreach (var entry in site.Entries.Where(entry => entry.Completed))
        {
            var store = await site.Library.OpenAsync(entry, CancellationToken.None);
            var inside = store.AllTasks().Where(task => task.Finish > 0 && task.Launch >= store.Started && task.Finish <= store.Ended).Sum(task => task.OccupiedTime);
            var cores = new Cores(store, store.Ended);
            if (store.AllTasks().All(task => task.Finish > 0 && task.Finish <= store.Ended))
                cores.BusyTime.ShouldBe(inside, Math.Max(1, inside * 0.001), entry.AppId);
            cores.BusyTime.ShouldBeLessThanOrEqualTo(cores.CoreTime * 1.001, entry.AppId);
            cores.Busy.Max(point => point.Value).ShouldBeLessThanOrEqualTo(cores.There.Max(point => point.Value) * 1.2, entry.AppId); // a millisecond at each end of short tasks
        }
    }

    [Fact]
    public void Quantiles_are_sparks()
    {
        var spread = Firesteel.Console.Figures.Quantiles.Of(Enumerable.Range(1, 10).Select(i => (double)i));
        spread.ShouldBe(new Firesteel.Console.Figures.Quantiles(1, 3, 6, 8, 10));
    }

    [Fact]
    public async Task Phases_of_a_task_add_up_to_no_more_than_it_took()
    {
        var site = await Site.OfCasesAsync("4.1.0");
        foreach (var entry in site.Entries)
        {
            var store = await site.Library.OpenAsync(entry, CancellationToken.None);
            foreach (var task in store.AllTasks().Where(task => task.HasMetrics && task.Status == TaskState.Success))
                TaskTimeline.Shares(task, store.Ended).Sum().ShouldBeLessThanOrEqualTo(task.Duration + 50, $"{entry.AppId} task {task.TaskId}");
        }
    }

    [Fact]
    public async Task A_log_that_is_still_read_says_so()
    {
        var site = await Site.OfCasesAsync("4.1.0");
        var entry = site.Entries.First();
        var store = new ApplicationStore { Id = entry.AppId, Name = "half read", Started = 1_700_000_000_000, LastUpdated = 1_700_000_001_000 };
        var page = new PageRequest(site.Library, "", "/", PageQuery.Empty, Firesteel.History.Serving.Viewer.Nobody, null, 1_700_000_002_000) { Outcomes = new() };
        var heading = Layout.ApplicationHeading(new ApplicationRequest(page, entry, store, null), "jobs/").ToString();
        heading.ShouldContain("still being read");
        foreach (var each in PageList.All.OfType<IApplicationPage>().Where(each => each.Path is not ("jobs/job/" or "stages/stage/" or "SQL/execution/" or "storage/rdd/" or "StreamingQuery/statistics/")))
            each.Render(new ApplicationRequest(page, entry, store, null)).ToString().ShouldContain("<h1");
    }

    [Fact]
    public void Times_of_a_stage_that_never_ran_are_unknown() => StageTables.Duration(new StageRecord(), 5).ShouldBe(-1);
}
