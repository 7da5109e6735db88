namespace Firesteel.Spark.Api;

/// <summary>When an application runs again after it ended.</summary>
public enum RestartPolicyType
{
    Never,
    OnFailure,
    Always,
}
