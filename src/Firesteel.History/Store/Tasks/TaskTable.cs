namespace Firesteel.History.Store.Tasks;

/// <summary>All tasks of an attempt as a struct of arrays. A row is one task attempt, in the order of the start events.</summary>
internal sealed class TaskTable
{
    /// <summary>Chunks of a stored table that stay in memory at once; about 400 KiB each.</summary>
    private const int ResidentChunks = 256;

    private readonly List<TaskChunk?> chunks = [];
    private readonly Queue<int> resident = new();
    private readonly Lock gate = new();
    private ITaskChunkSource? stored;

    public StringPool Texts { get; } = new();

    /// <summary>User accumulators by row; few tasks have any.</summary>
    public Dictionary<int, AccumulatorRecord[]> Accumulators { get; } = [];

    public int Count { get; private set; }

    /// <summary>What is in memory of it. May be asked while others read: chunks come and go meanwhile.</summary>
    public long Bytes
    {
        get
        {
            var bytes = 0L;
            for (var i = 0; i < chunks.Count; i++)
                bytes += chunks[i]?.Bytes ?? 0;
            return bytes;
        }
    }

    public int Add()
    {
        var row = Count++;
        if (row >> TaskChunk.Bits == chunks.Count)
            chunks.Add(new TaskChunk());
        var chunk = chunks[row >> TaskChunk.Bits]!;
        chunk.Count++;
        chunk.Unfinished++;
        return row;
    }

    public long Get(TaskColumn column, int row) => Chunk(row).Get((int)column, row & (TaskChunk.Capacity - 1));

    public long Get(TaskMetric metric, int row) => Chunk(row).Get((int)TaskColumn.FirstMetric + (int)metric, row & (TaskChunk.Capacity - 1));

    public void Set(TaskColumn column, int row, long value) => Chunk(row).Set((int)column, row & (TaskChunk.Capacity - 1), value);

    public void Set(TaskMetric metric, int row, long value) =>
        Chunk(row).Set((int)TaskColumn.FirstMetric + (int)metric, row & (TaskChunk.Capacity - 1), value);

    public int SetText(TaskColumn column, int row, ReadOnlySpan<byte> text)
    {
        var number = Texts.Add(text);
        Set(column, row, number);
        return number;
    }

    /// <summary>The row will not change any more; a full chunk of such rows is packed.</summary>
    public void Finish(int row)
    {
        var chunk = Chunk(row);
        if (--chunk.Unfinished == 0 && chunk.Count == TaskChunk.Capacity)
            chunk.Seal();
    }

    public void SealAll()
    {
        foreach (var chunk in chunks)
            chunk?.Seal();
    }

    public IReadOnlyList<TaskChunk> SealedChunks()
    {
        SealAll();
        return [.. Enumerable.Range(0, chunks.Count).Select(i => Chunk(i << TaskChunk.Bits))];
    }

    /// <summary>Makes this table a view of stored chunks that are read when they are needed.</summary>
    public void Attach(ITaskChunkSource source, int count)
    {
        stored = source;
        Count = count;
        chunks.Clear();
        for (var i = 0; i < (count + TaskChunk.Capacity - 1) >> TaskChunk.Bits; i++)
            chunks.Add(null);
    }

    public TaskChunk Chunk(int row)
    {
        var number = row >> TaskChunk.Bits;
        return chunks[number] ?? Load(number);
    }

    private TaskChunk Load(int number)
    {
        lock (gate)
        {
            if (chunks[number] is { } loaded)
                return loaded;
            var chunk = stored!.Load(number);
            chunks[number] = chunk;
            resident.Enqueue(number);
            if (resident.Count > ResidentChunks)
                chunks[resident.Dequeue()] = null;
            return chunk;
        }
    }
}
