namespace Firesteel.Embedded.Runtimes.Java;

/// <summary>A place to get a Java runtime from, without root and into Firesteel's cache.</summary>
public interface IJavaSource
{
    /// <summary>Says what it fetches, from where and how big it is, before it does.</summary>
    /// <exception cref="IOException">It could not be had from here; the message is the reason.</exception>
    Task<JavaHome> InstallAsync(RuntimeSearch search, CancellationToken stop);
}
