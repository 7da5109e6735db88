namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>An expression that cannot be parsed (then <see cref="Position"/> is set) or that fails while it runs.</summary>
internal sealed class CelException(string message, int position = -1) : Exception(message)
{
    public int Position { get; } = position;
}
