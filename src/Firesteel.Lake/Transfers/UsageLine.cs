namespace Firesteel.Lake.Transfers;

public sealed record UsageLine(string Path, long Objects, long Bytes);
