namespace Firesteel.Lake.Specification.Fields;

/// <summary>A field of the file: its name and what the editor says about it.</summary>
internal sealed record Field(string Name, string Description)
{
    public bool Required { get; init; }
}
