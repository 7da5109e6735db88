using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages.Application;
using Firesteel.Console.Tables;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Storage;

/// <summary>One kept RDD: where its blocks are.</summary>
public sealed class RddPage : IApplicationPage
{
    public string Path => "storage/rdd/";

    public string Title => "RDD";

    public string Tab => "storage/";

    public Html Render(ApplicationRequest request)
    {
        if (!request.Store.Rdds.TryGetValue(request.Query.Integer("id", -1), out var rdd))
            throw new PageNotFoundException($"RDD Not Found: {request.Query["id"]}");
        var shares = new Table<CachedShare>(
            "share",
            "Blocks by executor",
            Column<CachedShare>.Of("Host", share => share.Address),
            Column<CachedShare>.Of("Executor", share => share.Executor),
            new("Memory", share => Html.Of($"{Amount.Size(share.MemoryUsed)} {Figure.Bar(share.MemoryUsed, rdd.MemoryUsed)}")) { Number = share => share.MemoryUsed },
            Column<CachedShare>.Size("On Heap", share => share.OnHeapUsed),
            Column<CachedShare>.Size("Off Heap", share => share.OffHeapUsed),
            Column<CachedShare>.Size("Disk", share => share.DiskUsed));
        var blocks = new Table<CachedBlock>(
            "block",
            "Blocks",
            Column<CachedBlock>.Of("Block Name", block => block.Name),
            Column<CachedBlock>.Of("Storage Level", block => block.Level),
            Column<CachedBlock>.Size("Size in Memory", block => block.MemoryUsed),
            Column<CachedBlock>.Size("Size on Disk", block => block.DiskUsed),
            Column<CachedBlock>.Of("Executors", block => string.Join(", ", block.Executors)));
        return Html.Of($"""
            <h1>RDD {rdd.Id}</h1><p class="lead">{rdd.Name}</p>
            {Numbers.Render(("Storage level", rdd.Level.Description, null), ("Cached partitions", $"{rdd.Blocks.Count} / {rdd.Partitions}", null), ("In memory", Amount.Size(rdd.MemoryUsed), null), ("On disk", Amount.Size(rdd.DiskUsed), null))}
            <h2>By executor</h2>{shares.Render([.. rdd.Shares.Values], request.Query)}
            <h2>Blocks</h2>{blocks.Render([.. rdd.Blocks.Values], request.Query)}
            """);
    }
}
