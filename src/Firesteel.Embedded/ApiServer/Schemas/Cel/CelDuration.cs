namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

internal readonly record struct CelDuration(long Nanos);
