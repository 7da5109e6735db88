using Firesteel.History.Store.Tasks;

namespace Firesteel.Tests.History.Store;

public sealed class TaskTableTests
{
    /// <summary>A request reads tasks from disk while another one's load asks how much memory everything takes.</summary>
    [Fact]
    public async Task A_stored_table_is_measured_while_it_is_read()
    {
        const int Chunks = 400;
        var table = new TaskTable();
        table.Attach(new SameChunk(), Chunks * TaskChunk.Capacity);
        var reading = Task.Run(() =>
        {
            for (var round = 0; round < 20; round++)
            {
                for (var chunk = 0; chunk < Chunks; chunk++)
                    table.Get(TaskColumn.TaskId, chunk << TaskChunk.Bits).ShouldBe(7);
            }
        });
        while (!reading.IsCompleted)
            table.Bytes.ShouldBeGreaterThanOrEqualTo(0);
        await reading;
        table.Bytes.ShouldBePositive();
    }

    private sealed class SameChunk : ITaskChunkSource
    {
        private readonly byte[] packed;

        public SameChunk()
        {
            var chunk = new TaskChunk { Count = 1 };
            chunk.Set((int)TaskColumn.TaskId, 0, 7);
            chunk.Seal();
            packed = chunk.Packed.ToArray();
        }

        public TaskChunk Load(int number) => TaskChunk.FromPacked(packed, 1);
    }
}
