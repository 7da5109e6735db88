namespace Firesteel.Embedded.Node;

/// <param name="MilliCpu">Thousandths of a core.</param>
/// <param name="Memory">Bytes.</param>
internal sealed record NodeCapacity(long MilliCpu, long Memory, int Pods)
{
    /// <summary>Cores are shared by time: nobody enforces a request here, and a job's many small requests must fit on a laptop.</summary>
    private const int CoresPerCore = 4;
    private const int LeastCores = 16;

    /// <summary>What the options say, else the machine's memory and a multiple of its cores; a control group's limit counts as the machine's.</summary>
    public static NodeCapacity Of(NodeOptions options) => new(
        (long)((options.Cpu ?? Math.Max(LeastCores, CoresPerCore * Environment.ProcessorCount)) * 1000),
        options.Memory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        options.MaxPods);
}
