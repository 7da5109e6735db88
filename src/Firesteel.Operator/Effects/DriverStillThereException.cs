namespace Firesteel.Operator.Effects;

/// <summary>An older driver has to be gone first; try again.</summary>
public sealed class DriverStillThereException(string pod) : Exception($"driver pod {pod} is still there");
