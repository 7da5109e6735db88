using Firesteel.Console.Formats;
using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages.Stages;

/// <summary>All stages by state.</summary>
public sealed class StagesPage : IApplicationPage
{
    public string Path => "stages/";

    public string Title => "Stages";

    public string Tab => Path;

    public Html Render(ApplicationRequest request)
    {
        var stages = request.Store.Stages.Values.ToList();
        return Html.Of($"""
            <h1>Stages <span class="count">{Amount.Count(stages.Count)}</span></h1>
            {StageLanes.Render(request, stages)}
            {StageTables.ByState(request, stages)}
            {Html.Of($"<p class=\"nothing\">No stage was started.</p>").If(stages.Count == 0)}
            """);
    }
}
