using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Stages;

/// <summary>Stages over time, one below the other in the order they were submitted.</summary>
internal static class StageLanes
{
    private const int MaxLanes = 120;

    public static Html Render(ApplicationRequest request, IReadOnlyList<StageRecord> stages)
    {
        var ran = stages.Where(stage => stage.Submitted > 0).OrderBy(stage => stage.Submitted).ThenBy(stage => stage.StageId).ToList();
        if (ran.Count == 0)
            return Html.Empty;
        var scale = new TimeScale(ran[0].Submitted, ran.Max(stage => End(stage, request)), 92, 900);
        var height = ran.Count > 24 ? 8.0 : 15.0;
        var lanes = ran.Take(MaxLanes).Select((stage, i) =>
        {
            var y = 4 + (i * (height + 3));
            var (submitted, first, end) = (scale.X(stage.Submitted), scale.X(stage.FirstLaunched > 0 ? stage.FirstLaunched : stage.Submitted), scale.X(End(stage, request)));
            var colour = stage.Status == StageStatus.Failed ? "bad" : Figure.Colour(i);
            var label = Html.Of($"<text class=\"label\" x=\"84\" y=\"{y + (height / 2) + 4}\" text-anchor=\"end\">stage {stage.StageId}{(stage.Attempt > 0 ? $".{stage.Attempt}" : "")}</text>").If(height > 10 || i % 2 == 0);
            return Html.Of($"{label}<a href=\"{request.Stage(stage.StageId, stage.Attempt)}\" tabindex=\"-1\" aria-label=\"Stage {stage.StageId}\"><rect class=\"life\" x=\"{submitted}\" y=\"{y}\" width=\"{Math.Max(1, end - submitted)}\" height=\"{height}\"/><rect class=\"{colour}\" x=\"{first}\" y=\"{y}\" width=\"{Math.Max(1.5, end - first)}\" height=\"{height}\" rx=\"2\"><title>Stage {stage.StageId}, {Amount.Duration(End(stage, request) - stage.Submitted)}, {stage.NumTasks} tasks: {stage.Description ?? stage.Name}</title></rect></a>");
        });
        var bottom = 6 + (Math.Min(ran.Count, MaxLanes) * (height + 3));
        var more = ran.Count > MaxLanes ? $" (the first {MaxLanes} of {ran.Count})" : "";
        return Figure.Of($"Stages over time{more}", Html.Of($"<svg class=\"chart\" viewBox=\"0 0 1000 {bottom + 20}\" role=\"group\" aria-label=\"{ran.Count} stages over {Amount.Duration(scale.Span)}\">{scale.Axis(0, bottom)}{lanes}</svg>"), Html.Empty);
    }

    private static long End(StageRecord stage, ApplicationRequest request) => stage.Completed > 0 ? stage.Completed : request.Horizon;
}
