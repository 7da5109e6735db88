using Firesteel.Kube.Problems;

namespace Firesteel.History.Logs;

/// <summary>Makes a source of what a user calls a log directory.</summary>
public static class LogSources
{
    /// <exception cref="ProblemException">The scheme is not served.</exception>
    public static ILogSource Create(string location, S3Settings s3)
    {
        var scheme = location.IndexOf(":/", StringComparison.Ordinal) is var colon and > 0 ? location[..colon].ToLowerInvariant() : "file";
        switch (scheme)
        {
            case "file":
                var path = LocalPath(location);
                return File.Exists(path) || Path.GetFileName(path.TrimEnd('/')).StartsWith(LogNames.RolledPrefix, StringComparison.Ordinal)
                    ? new SingleLog(path.TrimEnd('/'))
                    : new LocalDirectory(location, path);
            case "s3" or "s3a" or "s3n":
                return new S3Logs(location, s3);
            case "hdfs" or "viewfs" or "webhdfs" or "maprfs":
                throw new ProblemException(new Problem(Location.Option("--log-dir"), $"{location} is on HDFS, which is not supported", "copy or mount the logs to a local directory or an S3 bucket"));
            default:
                throw new ProblemException(new Problem(Location.Option("--log-dir"), $"the scheme of {location} is not supported", "use a path, file:… or s3a://bucket/prefix"));
        }
    }

    private static string LocalPath(string location)
    {
        if (!location.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return Path.GetFullPath(location);
        var path = location["file:".Length..];
        while (path.StartsWith("//", StringComparison.Ordinal))
            path = path[1..];
        return path;
    }
}
