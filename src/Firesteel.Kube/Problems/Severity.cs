namespace Firesteel.Kube.Problems;

/// <summary>How bad a <see cref="Problem"/> is. Only <see cref="Error"/> stops what was asked for.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}
