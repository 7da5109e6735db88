using Firesteel.History.Store;

namespace Firesteel.History.Events.Readers;

/// <summary>"Stage Info". Times are epoch ms; -1 = absent.</summary>
internal sealed class StageInfoData
{
    public int StageId;
    public int Attempt;
    public string Name = "";
    public int NumTasks;
    public RddRecord[] Rdds = [];
    public int[] ParentIds = [];
    public string Details = "";
    public long Submitted = -1;
    public long Completed = -1;
    public string? FailureReason;
    public readonly List<AccumulatorRecord> Accumulators = [];
    public int ResourceProfileId;
    public bool PushEnabled;
    public int Mergers;

    public static StageInfoData Read(ref JsonCursor cursor, StringPool texts)
    {
        var stage = new StageInfoData();
        if (!cursor.EnterObject())
            return stage;
        while (cursor.NextProperty(out var name))
            stage.Read(ref cursor, name, texts);
        return stage;
    }

    private void Read(ref JsonCursor cursor, ReadOnlySpan<byte> name, StringPool texts)
    {
        if (name.SequenceEqual("Stage ID"u8))
            StageId = cursor.Int();
        else if (name.SequenceEqual("Stage Attempt ID"u8))
            Attempt = cursor.Int();
        else if (name.SequenceEqual("Stage Name"u8))
            Name = texts.Intern(cursor.Text());
        else if (name.SequenceEqual("Number of Tasks"u8))
            NumTasks = cursor.Int();
        else if (name.SequenceEqual("RDD Info"u8))
            Rdds = RddReader.ReadAll(ref cursor, texts);
        else if (name.SequenceEqual("Parent IDs"u8))
            ParentIds = IntegersReader.Read(ref cursor);
        else if (name.SequenceEqual("Details"u8))
            Details = texts.Intern(cursor.Text());
        else if (name.SequenceEqual("Submission Time"u8))
            Submitted = cursor.TryNull() ? -1 : cursor.Long();
        else if (name.SequenceEqual("Completion Time"u8))
            Completed = cursor.TryNull() ? -1 : cursor.Long();
        else if (name.SequenceEqual("Failure Reason"u8))
            FailureReason = cursor.OptionalString();
        else if (name.SequenceEqual("Accumulables"u8))
            AccumulablesReader.Read(ref cursor, Accumulators, null);
        else if (name.SequenceEqual("Resource Profile Id"u8))
            ResourceProfileId = cursor.Int();
        else if (name.SequenceEqual("Shuffle Push Enabled"u8))
            PushEnabled = cursor.Bool();
        else if (name.SequenceEqual("Shuffle Push Mergers Count"u8))
            Mergers = cursor.Int();
        else
            cursor.Skip();
    }
}
