namespace Firesteel.Console.Pages;

/// <summary>An answer before it goes over a wire.</summary>
public sealed record PageAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public string? Location { get; init; }

    /// <summary>The body never changes under this address.</summary>
    public bool Immutable { get; init; }

    public string Text => System.Text.Encoding.UTF8.GetString(Body.Span);
}
