using System.Text;

namespace Firesteel.History.Events.Readers;

/// <summary>"Task End Reason" with the message that Spark's answers show.</summary>
internal static class TaskEndReasonReader
{
    public static TaskEndReason Read(ref JsonCursor cursor)
    {
        var fields = new Fields();
        if (cursor.EnterObject())
        {
            while (cursor.NextProperty(out var name))
                fields.Read(ref cursor, name);
        }

        return fields.Reason switch
        {
            "Success" => new(TaskEndKind.Success, null),
            "Resubmitted" => new(TaskEndKind.Resubmitted, "Resubmitted (resubmitted due to lost executor)"),
            "TaskKilled" => new(TaskEndKind.Killed, fields.KillReason ?? "unknown reason"),
            "TaskCommitDenied" => new(TaskEndKind.CommitDenied, $"TaskCommitDenied (Driver denied task commit) for job: {fields.JobId}, partition: {fields.PartitionId}, attemptNumber: {fields.AttemptNumber}"),
            "FetchFailed" => new(TaskEndKind.Failed, fields.FetchFailed()),
            "ExceptionFailure" => new(TaskEndKind.Failed, fields.Exception()),
            "TaskResultLost" => new(TaskEndKind.Failed, "TaskResultLost (result lost from block manager)"),
            "ExecutorLostFailure" => new(TaskEndKind.Failed, fields.ExecutorLost()),
            _ => new(TaskEndKind.Failed, "UnknownReason"),
        };
    }

    private struct Fields()
    {
        public string Reason = "";
        public string? KillReason;
        public int JobId = -1;
        public int PartitionId = -1;
        public int AttemptNumber = -1;
        private string? blockManager;
        private long shuffleId;
        private long mapId;
        private int mapIndex = int.MinValue;
        private long reduceId;
        private string message = "Unknown reason";
        private string? className;
        private string? description;
        private string? fullStackTrace;
        private string? frames;
        private string executorId = "Unknown";
        private bool causedByApp = true;
        private string? lossReason;

        public void Read(ref JsonCursor cursor, ReadOnlySpan<byte> name)
        {
            if (name.SequenceEqual("Reason"u8))
                Reason = cursor.String();
            else if (name.SequenceEqual("Kill Reason"u8))
                KillReason = cursor.OptionalString();
            else if (name.SequenceEqual("Job ID"u8))
                JobId = cursor.Int();
            else if (name.SequenceEqual("Partition ID"u8))
                PartitionId = cursor.Int();
            else if (name.SequenceEqual("Attempt Number"u8))
                AttemptNumber = cursor.Int();
            else if (name.SequenceEqual("Block Manager Address"u8))
                blockManager = BlockManagerReader.Read(ref cursor)?.ToString();
            else if (name.SequenceEqual("Shuffle ID"u8))
                shuffleId = cursor.Long();
            else if (name.SequenceEqual("Map ID"u8))
                mapId = cursor.Long();
            else if (name.SequenceEqual("Map Index"u8))
                mapIndex = cursor.Int();
            else if (name.SequenceEqual("Reduce ID"u8))
                reduceId = cursor.Long();
            else if (name.SequenceEqual("Message"u8))
                message = cursor.String();
            else if (name.SequenceEqual("Class Name"u8))
                className = cursor.OptionalString();
            else if (name.SequenceEqual("Description"u8))
                description = cursor.OptionalString();
            else if (name.SequenceEqual("Full Stack Trace"u8))
                fullStackTrace = cursor.OptionalString();
            else if (name.SequenceEqual("Stack Trace"u8))
                frames = StackTraceReader.Read(ref cursor);
            else if (name.SequenceEqual("Executor ID"u8))
                executorId = cursor.String();
            else if (name.SequenceEqual("Exit Caused By App"u8))
                causedByApp = cursor.Bool();
            else if (name.SequenceEqual("Loss Reason"u8))
                lossReason = cursor.OptionalString();
            else
                cursor.Skip();
        }

        public readonly string FetchFailed() =>
            $"FetchFailed({blockManager ?? "null"}, shuffleId={shuffleId}, mapIndex={(mapIndex == int.MinValue ? "Unknown" : mapIndex)}, mapId={mapId}, reduceId={reduceId}, message=\n{message}\n)";

        public readonly string Exception()
        {
            if (fullStackTrace is not null)
                return fullStackTrace;
            var text = new StringBuilder().Append(className).Append(": ").Append(description);
            return text.Append('\n').Append(frames).ToString();
        }

        public readonly string ExecutorLost() =>
            $"ExecutorLostFailure (executor {executorId} exited {(causedByApp ? "caused by one of the running tasks" : "unrelated to the running tasks")})"
            + (lossReason is null ? "" : $" Reason: {lossReason}");
    }
}
