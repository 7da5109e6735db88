using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Events.Readers;

/// <summary>"Task Info", reused from event to event. Texts are numbers in the pool of the task table.</summary>
internal sealed class TaskInfoData
{
    public long TaskId;
    public int Index;
    public int Attempt;
    public int Partition;
    public long Launch;
    public int Executor;
    public int Host;
    public int Locality;
    public bool Speculative;
    public long GettingResult;
    public long Finish;
    public bool Failed;
    public bool Killed;
    public readonly List<AccumulatorRecord> Accumulators = [];
    public readonly List<AccumulatorUpdate> Updates = [];

    public bool Successful => Finish != 0 && !Failed && !Killed;

    public long Duration => Finish - Launch;

    public TaskState Status =>
        Finish == 0 ? GettingResult != 0 ? TaskState.GettingResult : TaskState.Running
        : Failed ? TaskState.Failed
        : Killed ? TaskState.Killed
        : TaskState.Success;

    private static readonly NameTable<Field> Names = new(
        ("Task ID", Field.TaskId),
        ("Index", Field.Index),
        ("Attempt", Field.Attempt),
        ("Partition ID", Field.Partition),
        ("Launch Time", Field.Launch),
        ("Executor ID", Field.Executor),
        ("Host", Field.Host),
        ("Locality", Field.Locality),
        ("Speculative", Field.Speculative),
        ("Getting Result Time", Field.GettingResult),
        ("Finish Time", Field.Finish),
        ("Failed", Field.Failed),
        ("Killed", Field.Killed),
        ("Accumulables", Field.Accumulables));

    private enum Field
    {
        TaskId,
        Index,
        Attempt,
        Partition,
        Launch,
        Executor,
        Host,
        Locality,
        Speculative,
        GettingResult,
        Finish,
        Failed,
        Killed,
        Accumulables,
    }

    public void Read(ref JsonCursor cursor, StringPool texts)
    {
        TaskId = Launch = GettingResult = Finish = 0;
        Index = Executor = Host = Locality = 0;
        Attempt = 1; // logs before 1.3 lack it
        Partition = -1;
        Speculative = Failed = Killed = false;
        Accumulators.Clear();
        Updates.Clear();
        if (!cursor.EnterObject())
            return;
        var hint = 0;
        while (cursor.NextProperty(out var name))
        {
            if (Names.TryFind(name, ref hint, out var field))
                Read(ref cursor, field, texts);
            else
                cursor.Skip();
        }
    }

    private void Read(ref JsonCursor cursor, Field field, StringPool texts)
    {
        switch (field)
        {
            case Field.TaskId: TaskId = cursor.Long(); break;
            case Field.Index: Index = cursor.Int(); break;
            case Field.Attempt: Attempt = cursor.Int(); break;
            case Field.Partition: Partition = cursor.Int(); break;
            case Field.Launch: Launch = cursor.Long(); break;
            case Field.Executor: Executor = texts.Add(cursor.Text()); break;
            case Field.Host: Host = texts.Add(cursor.Text()); break;
            case Field.Locality: Locality = texts.Add(cursor.Text()); break;
            case Field.Speculative: Speculative = cursor.Bool(); break;
            case Field.GettingResult: GettingResult = cursor.Long(); break;
            case Field.Finish: Finish = cursor.Long(); break;
            case Field.Failed: Failed = cursor.Bool(); break;
            case Field.Killed: Killed = cursor.Bool(); break;
            default: AccumulablesReader.Read(ref cursor, Accumulators, Updates); break;
        }
    }
}
