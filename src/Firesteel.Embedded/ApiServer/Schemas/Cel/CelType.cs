namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>What <c>type(x)</c> gives.</summary>
internal sealed record CelType(string Name);
