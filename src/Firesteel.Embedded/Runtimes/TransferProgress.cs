namespace Firesteel.Embedded.Runtimes;

/// <param name="What">For instance <c>spark-3.5.7-bin-hadoop3.tgz</c>.</param>
/// <param name="Done">Bytes so far.</param>
/// <param name="Total">Bytes in all; null when the other side does not say.</param>
public readonly record struct TransferProgress(string What, long Done, long? Total);
