namespace Firesteel.Embedded.ObjectStore;

/// <summary>When the disk back-end makes sure that bytes survive a power cut. A killed process loses nothing that was acknowledged under any of them.</summary>
public enum FsyncPolicy
{
    /// <summary>Before each answer; writes that arrive together share one.</summary>
    Always,

    /// <summary>Once a second.</summary>
    EverySecond,

    /// <summary>When the operating system likes.</summary>
    Never,
}
