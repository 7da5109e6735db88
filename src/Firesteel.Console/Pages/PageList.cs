using Firesteel.Console.Pages.Application;
using Firesteel.Console.Pages.Environment;
using Firesteel.Console.Pages.Executors;
using Firesteel.Console.Pages.Jobs;
using Firesteel.Console.Pages.Server;
using Firesteel.Console.Pages.Servers;
using Firesteel.Console.Pages.Sql;
using Firesteel.Console.Pages.Stages;
using Firesteel.Console.Pages.Storage;
using Firesteel.Console.Pages.Streaming;

namespace Firesteel.Console.Pages;

/// <summary>All pages; tabs stand in this order.</summary>
public static class PageList
{
    public static IReadOnlyList<IPage> All { get; } =
    [
        new ApplicationsPage(),
        new OverviewPage(),
        new JobsPage(),
        new JobPage(),
        new StagesPage(),
        new StagePage(),
        new SqlPage(),
        new ExecutionPage(),
        new ExecutorsPage(),
        new StoragePage(),
        new RddPage(),
        new EnvironmentPage(),
        new StreamingPage(),
        new QueryPage(),
        new ThriftPage(),
        new ConnectPage(),
        new ComparePage(),
    ];
}
