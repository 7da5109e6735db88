namespace Firesteel.Lake.Checking;

/// <summary>The questions that a live store is asked, as probe rules know them.</summary>
public static class ProbeNames
{
    public const string Endpoint = "endpoint";
    public const string Clock = "clock";
    public const string Credentials = "credentials";
    public const string Bucket = "bucket";
    public const string Versioning = "versioning";
    public const string ObjectLock = "object-lock";
    public const string Quota = "quota";
    public const string Lifecycle = "lifecycle";
    public const string Prefix = "prefix";
    public const string User = "user";
    public const string Allowed = "allowed";
    public const string Forbidden = "forbidden";
    public const string Write = "write";
    public const string SparkJob = "spark-job";
}
