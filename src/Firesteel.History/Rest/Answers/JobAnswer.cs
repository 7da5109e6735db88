using Firesteel.History.Rest.Json;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Answers;

/// <summary>JobData.</summary>
internal static class JobAnswer
{
    public static void Write(JacksonWriter json, JobRecord job)
    {
        json.StartObject();
        json.Property("jobId", job.JobId);
        json.Property("name", job.Name);
        json.Property("description", job.Description);
        json.Date("submissionTime", job.Submitted);
        json.Date("completionTime", job.Completed);
        json.Numbers("stageIds", job.StageIds);
        json.Property("jobGroup", job.Group);
        json.Texts("jobTags", job.Tags);
        json.Property("status", job.Status.ToString().ToUpperInvariant());
        json.Property("numTasks", job.NumTasks);
        json.Property("numActiveTasks", job.ActiveTasks);
        json.Property("numCompletedTasks", job.CompletedTasks);
        json.Property("numSkippedTasks", job.SkippedTasks);
        json.Property("numFailedTasks", job.FailedTasks);
        json.Property("numKilledTasks", job.KilledTasks);
        json.Property("numCompletedIndices", job.CompletedIndices);
        json.Property("numActiveStages", job.ActiveStages);
        json.Property("numCompletedStages", job.CompletedStages.Count);
        json.Property("numSkippedStages", job.SkippedStages.Count);
        json.Property("numFailedStages", job.FailedStages);
        json.Counts("killedTasksSummary", job.KilledReasons);
        json.EndObject();
    }
}
