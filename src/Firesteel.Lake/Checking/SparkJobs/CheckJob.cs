using System.Collections.Immutable;
using Firesteel.Lake.Rules;
using Firesteel.Lake.SparkSettings;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Checking.SparkJobs;

/// <summary>What the proving job is given, and what its log says about the lake. Pure.</summary>
/// <param name="Arguments">The directory to write, and one that must be refused when the user is limited to prefixes.</param>
/// <param name="Properties">Those of the lake.</param>
public sealed record CheckJob(UserSpecification User, ImmutableArray<string> Arguments, ImmutableSortedDictionary<string, string> Properties)
{
    /// <param name="run">Names this run's directory. A second run in the first's would fail on MinIO: in a versioned bucket its listings still show the
    /// directories of <c>_temporary</c> that hold nothing but deleted objects, and the rename committer takes them for tasks of its own.</param>
    /// <returns>Null when no user of the lake may write, read, list and delete somewhere.</returns>
    public static CheckJob? For(LakeSpecification lake, string run)
    {
        const Rights all = Rights.Read | Rights.Write | Rights.List | Rights.Delete;
        var user = lake.Users.FirstOrDefault(known => known.Name == lake.Spark.User);
        if (user?.Grants.FirstOrDefault(grant => (grant.Rights & all) == all) is not { } grant)
            return null;
        var arguments = ImmutableArray.Create($"s3a://{grant.Bucket}/{(grant.Prefix.Length > 0 ? grant.Prefix : "data/test/")}firesteel-lake-check/{run}");
        if (user.Grants.All(other => other.Bucket != grant.Bucket || other.Prefix.Length > 0))
            arguments = arguments.Add($"s3a://{grant.Bucket}/firesteel-lake-check-forbidden");
        return new CheckJob(user, arguments, SparkProperties.For(lake));
    }

    /// <summary>What the lines of the log prove or show to be wrong.</summary>
    /// <param name="finished">The job ended with success.</param>
    public static IEnumerable<ProbeResult> Judge(IReadOnlyCollection<string> log, bool finished)
    {
        var said = log.Select(line => line.TrimStart()).Where(line => line.StartsWith(CheckScript.Mark, StringComparison.Ordinal)).Select(line => line[CheckScript.Mark.Length..].Split(' ')).ToList();
        var application = said.FirstOrDefault(words => words[0] == "application") is [_, var id] ? id : "spark job";
        yield return Result("write Parquet", said.Any(words => words[0] == "written"));
        yield return Result("read it back", said.Any(words => words is ["read", "1000", "499500"]));
        foreach (var tried in said.Where(words => words[0] is "allowed" or "refused" or "failed"))
            yield return Result($"be refused {tried[1]}", tried[0] == "refused", tried[0]);
        yield return Result("end with success", finished);

        ProbeResult Result(string action, bool ok, string code = "") =>
            new(ProbeNames.SparkJob, application, ok, ok ? "" : code, "", StoreProbe.Facts(("action", action)));
    }

    /// <summary>The application's id in the log; null when it did not get so far.</summary>
    public static string? ApplicationId(IEnumerable<string> log) =>
        log.Select(line => line.Trim().Split(' ')).FirstOrDefault(words => words is ["FIRESTEEL", "application", _])?[2];
}
