namespace Firesteel.Lake.Hosting;

/// <summary>What there is to see on a machine that shall hold a store; texts as Linux gives them.</summary>
/// <param name="DataDirectory">Absolute.</param>
/// <param name="MountInfo"><c>/proc/self/mountinfo</c>.</param>
/// <param name="Fstab"><c>/etc/fstab</c>.</param>
/// <param name="Writable">The user who asks may write the data directory; null when it does not exist.</param>
/// <param name="BinaryHead">The first bytes of the server's program; empty when none was named.</param>
/// <param name="Machine"><c>uname -m</c>: <c>x86_64</c>, <c>aarch64</c>.</param>
/// <param name="VersionText">What <c>PROGRAM --version</c> prints; null when it was not run.</param>
public sealed record StorageHost(string DataDirectory, string MountInfo, string Fstab, bool? Writable, long FreeBytes, byte[] BinaryHead, string Machine, string? VersionText);
