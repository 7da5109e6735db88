namespace Firesteel.Spark.Api;

/// <summary>What a schedule does while its last run is not over.</summary>
public enum ConcurrencyPolicy
{
    Allow,
    Forbid,
    Replace,
}
