namespace Firesteel.Spark.Translation.Gangs;

/// <summary>What one pod of a role asks for.</summary>
/// <param name="Cpu">As Kubernetes writes it.</param>
/// <param name="Mebibytes">Heap, overhead and what else Spark adds.</param>
internal sealed record RoleResources(string Cpu, long Mebibytes)
{
    public string Memory => $"{Mebibytes}Mi";

    /// <summary>Thousandths of a core; one core when the text is none (the API server will say so).</summary>
    public long MilliCores =>
        Cpu.EndsWith('m') && long.TryParse(Cpu[..^1], out var milli) ? milli
        : decimal.TryParse(Cpu, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var cores) ? (long)(cores * 1000)
        : 1000;
}
