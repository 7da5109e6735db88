namespace Firesteel.Embedded.Node.Probes;

internal enum ProbeKind
{
    Startup,
    Readiness,
    Liveness,
}
