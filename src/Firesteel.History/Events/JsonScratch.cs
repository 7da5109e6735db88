namespace Firesteel.History.Events;

/// <summary>Room for texts that must be unescaped; reused over all lines of a log.</summary>
internal sealed class JsonScratch
{
    public byte[] Name = new byte[256];
    public byte[] Text = new byte[4096];
}
