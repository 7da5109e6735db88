namespace Firesteel.Embedded.ApiServer.Front;

/// <summary>What may be read without a token, as in a cluster: is it alive, and which version is it.</summary>
internal static class PublicPaths
{
    public static bool Contains(string path) =>
        path is "/healthz" or "/livez" or "/readyz" or "/version" or "/version/"
        || path.StartsWith("/livez/", StringComparison.Ordinal) || path.StartsWith("/readyz/", StringComparison.Ordinal) || path.StartsWith("/healthz/", StringComparison.Ordinal);
}
