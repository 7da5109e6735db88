namespace Firesteel.History.Events.Readers;

/// <summary>The few properties of jobs and stages that mean something to a reader; the rest is stepped over.</summary>
internal sealed class JobProperties
{
    public string? Description;
    public string? Group;
    public string? Tags;
    public string? Pool;
    public long SqlExecution = -1;

    public static JobProperties Read(ref JsonCursor cursor)
    {
        var result = new JobProperties();
        if (!cursor.EnterObject())
            return result;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("spark.job.description"u8))
                result.Description = cursor.OptionalString();
            else if (name.SequenceEqual("spark.jobGroup.id"u8))
                result.Group = cursor.OptionalString();
            else if (name.SequenceEqual("spark.job.tags"u8))
                result.Tags = cursor.OptionalString();
            else if (name.SequenceEqual("spark.scheduler.pool"u8))
                result.Pool = cursor.OptionalString();
            else if (name.SequenceEqual("spark.sql.execution.id"u8))
                result.SqlExecution = cursor.TryNull() ? -1 : cursor.Long();
            else
                cursor.Skip();
        }

        return result;
    }
}
