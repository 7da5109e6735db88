using System.Collections.Immutable;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Lifecycle;

/// <summary>The state as conditions, so that <c>kubectl wait --for=condition=Completed</c> works.</summary>
internal static class Conditions
{
    public static ImmutableArray<Condition> Of(SparkApplicationStatus status, ImmutableArray<Condition> before, bool valid, DateTimeOffset now)
    {
        var (state, message) = (status.State, status.ApplicationState?.ErrorMessage);
        return
        [
            Row("Valid", valid, valid ? "Accepted" : "Invalid", valid ? null : message),
            Row("Running", state == ApplicationState.Running, state.ToString(), null),
            Row("Completed", state == ApplicationState.Completed, state.ToString(), null),
            Row("Failed", state == ApplicationState.Failed, state.ToString(), state == ApplicationState.Failed ? message : null),
        ];

        Condition Row(string type, bool holds, string reason, string? text)
        {
            var value = holds ? "True" : "False";
            var old = before.FirstOrDefault(condition => condition.Type == type);
            return new()
            {
                Type = type,
                Status = value,
                Reason = reason,
                Message = text,
                ObservedGeneration = status.ObservedGeneration,
                LastTransitionTime = old?.Status == value ? old.LastTransitionTime : now,
            };
        }
    }
}
