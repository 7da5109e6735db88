namespace Firesteel.Lake.Specification;

public enum Committer
{
    /// <summary>Uploads that become visible when the job commits; no copies.</summary>
    Magic,

    /// <summary>Hadoop's own, by renaming: slow on S3 and not atomic.</summary>
    File,
}
