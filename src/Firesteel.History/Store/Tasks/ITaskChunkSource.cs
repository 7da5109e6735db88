namespace Firesteel.History.Store.Tasks;

/// <summary>Where packed chunks come back from.</summary>
internal interface ITaskChunkSource
{
    TaskChunk Load(int number);
}
