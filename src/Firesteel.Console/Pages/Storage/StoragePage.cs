using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Storage;

/// <summary>RDDs that were kept.</summary>
public sealed class StoragePage : IApplicationPage
{
    public string Path => "storage/";

    public string Title => "Storage";

    public string Tab => Path;

    public Html Render(ApplicationRequest request)
    {
        var rdds = request.Store.Rdds.Values.ToList();
        var table = new Table<CachedRdd>(
            "rdd",
            "Kept RDDs",
            new("ID", rdd => Html.Of($"<a href=\"{request.Link($"storage/rdd/?id={rdd.Id}")}\">{rdd.Id}</a>")) { Number = rdd => rdd.Id, IsMoment = true },
            new("RDD Name", rdd => Html.Of($"<a href=\"{request.Link($"storage/rdd/?id={rdd.Id}")}\">{rdd.Name}</a>")) { Text = rdd => rdd.Name, Wide = true },
            Column<CachedRdd>.Of("Storage Level", rdd => rdd.Level.Description),
            Column<CachedRdd>.Count("Cached Partitions", rdd => rdd.Blocks.Count),
            new("Fraction Cached", rdd => Html.Of($"{Amount.Share(rdd.Blocks.Count, rdd.Partitions)} {Figure.Bar(rdd.Blocks.Count, rdd.Partitions, "good")}")) { Number = rdd => rdd.Partitions == 0 ? 0 : rdd.Blocks.Count / (double)rdd.Partitions },
            Column<CachedRdd>.Size("Size in Memory", rdd => rdd.MemoryUsed),
            Column<CachedRdd>.Size("Size on Disk", rdd => rdd.DiskUsed))
        { Sort = "ID", Nothing = "Nothing is kept at the end of the log. What blocks there were is logged only with spark.eventLog.logBlockUpdates.enabled." };
        return Html.Of($"<h1>Storage <span class=\"count\">{Amount.Count(rdds.Count)}</span></h1>{table.Render(rdds, request.Query)}");
    }
}
