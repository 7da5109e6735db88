using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Exclusion;

/// <summary>The fields that exclusion events share. Spark 3.1 and later log each under an old and a new name: applying both changes nothing.</summary>
internal sealed record ExclusionEvent(string Executor, string Host, int StageId, int StageAttempt)
{
    public const string Prefix = "org.apache.spark.scheduler.SparkListener";

    public static ExclusionEvent Read(ref JsonCursor cursor)
    {
        string executor = "", host = "";
        int stage = -1, attempt = 0;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("executorId"u8))
                executor = cursor.String();
            else if (name.SequenceEqual("hostId"u8))
                host = cursor.String();
            else if (name.SequenceEqual("stageId"u8))
                stage = cursor.Int();
            else if (name.SequenceEqual("stageAttemptId"u8))
                attempt = cursor.Int();
            else
                cursor.Skip();
        }

        return new ExclusionEvent(executor, host, stage, attempt);
    }
}
