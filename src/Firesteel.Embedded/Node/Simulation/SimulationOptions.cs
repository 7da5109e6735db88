namespace Firesteel.Embedded.Node.Simulation;

/// <param name="Duration">How long a container "runs" when nothing says otherwise.</param>
public sealed record SimulationOptions(TimeSpan Duration)
{
    /// <summary>Annotation of a pod's environment: seconds this container runs; <c>forever</c> until it is ended.</summary>
    public const string DurationVariable = "FIRESTEEL_SIMULATED_SECONDS";

    /// <summary>Exit code this container ends with.</summary>
    public const string ExitCodeVariable = "FIRESTEEL_SIMULATED_EXIT_CODE";

    public SimulationOptions() : this(TimeSpan.FromSeconds(5)) { }
}
