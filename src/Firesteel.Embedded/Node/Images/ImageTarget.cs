namespace Firesteel.Embedded.Node.Images;

/// <summary>What of this machine stands in for an image.</summary>
public abstract record ImageTarget
{
    private ImageTarget() { }

    /// <summary>A Spark distribution of this version or of the same minor line.</summary>
    public sealed record Spark(string Version) : ImageTarget;

    /// <summary>The running firesteel program itself.</summary>
    public sealed record Firesteel : ImageTarget;

    /// <summary>The host's programs, nothing else.</summary>
    public sealed record Host : ImageTarget;
}
