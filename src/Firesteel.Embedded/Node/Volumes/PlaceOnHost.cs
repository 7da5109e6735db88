namespace Firesteel.Embedded.Node.Volumes;

/// <summary>What <c>hostPath.type</c> asks for.</summary>
internal static class PlaceOnHost
{
    /// <summary>Makes what may be made.</summary>
    /// <returns>Null when the place is as it should be.</returns>
    public static string? Check(VolumeContent.Place place)
    {
        var path = place.Path;
        try
        {
            switch (place.Type)
            {
                case "DirectoryOrCreate":
                    Directory.CreateDirectory(path);
                    break;
                case "FileOrCreate" when !File.Exists(path):
                    File.Create(path).Dispose();
                    break;
                // Container runtimes make a missing directory.
                case "" when !Directory.Exists(path) && !File.Exists(path):
                    Directory.CreateDirectory(path);
                    break;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"hostPath {path} cannot be made: {failure.Message}";
        }

        return place.Type switch
        {
            "Directory" or "DirectoryOrCreate" when !Directory.Exists(path) => $"hostPath type check failed: {path} is not a directory",
            "File" or "FileOrCreate" when !File.Exists(path) || Directory.Exists(path) => $"hostPath type check failed: {path} is not a file",
            "Socket" when !File.Exists(path) => $"hostPath type check failed: {path} is not a socket file",
            _ => null,
        };
    }
}
