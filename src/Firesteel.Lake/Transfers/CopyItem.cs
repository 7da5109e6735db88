namespace Firesteel.Lake.Transfers;

/// <summary>One object or file on its way.</summary>
/// <param name="Size">Bytes; -1 when not known beforehand.</param>
public sealed record CopyItem(LocalOrS3 From, LocalOrS3 To, long Size)
{
    public override string ToString() => $"{From} -> {To}";
}
