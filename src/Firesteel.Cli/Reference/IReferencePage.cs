namespace Firesteel.Cli.Reference;

/// <summary>A page of docs/reference that the code writes, so that it cannot grow old.</summary>
public interface IReferencePage
{
    /// <summary>Name of the file in docs/reference.</summary>
    string FileName { get; }

    /// <summary>The whole file; the same text on every machine.</summary>
    string Write();
}
