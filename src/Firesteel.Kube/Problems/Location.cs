namespace Firesteel.Kube.Problems;

/// <summary>Where something is wrong, as a person reads it: <c>file:line:column</c>, a field path, an object, a log position.</summary>
public sealed record Location(string Text)
{
    /// <summary>Nothing more exact is known than the input as a whole.</summary>
    public static Location None { get; } = new("");

    public static Location Field(string path) => new(path);

    /// <param name="line">Counted from 1.</param>
    /// <param name="column">Counted from 1.</param>
    public static Location File(string file, int line, int column) => new($"{file}:{line}:{column}");

    public static Location Option(string option) => new(option);

    public override string ToString() => Text;
}
