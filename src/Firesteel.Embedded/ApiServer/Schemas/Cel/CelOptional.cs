namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>A value that may be missing.</summary>
internal sealed record CelOptional(bool HasValue, object? Value)
{
    public static CelOptional None { get; } = new(false, null);

    public static CelOptional Of(object? value) => new(true, value);
}
