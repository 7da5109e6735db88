using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Policies;

/// <summary>The IAM policy that lets a user do what its grants say, and nothing else.</summary>
public static class LeastPrivilege
{
    public static JsonObject Policy(UserSpecification user)
    {
        var statements = new JsonArray();
        foreach (var bucket in user.Grants.GroupBy(grant => grant.Bucket).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var statement in Statements(bucket.Key, [.. bucket]))
                statements.Add(statement);
        }

        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements };
    }

    private static IEnumerable<JsonObject> Statements(string bucket, ImmutableArray<Grant> grants)
    {
        var arn = $"arn:aws:s3:::{bucket}";
        var any = grants.Aggregate(Rights.None, (all, grant) => all | grant.Rights);

        string[] bucketActions = (any & Rights.Write) != 0 ? ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"] : ["s3:GetBucketLocation"];
        yield return Allow(bucketActions, [arn]);

        var lists = grants.Where(grant => (grant.Rights & (Rights.List | Rights.Write)) != 0).ToImmutableArray();
        if (lists.Any(grant => grant.Prefix.Length == 0))
        {
            yield return Allow(["s3:ListBucket"], [arn]);
        }
        else if (lists.Length > 0)
        {
            yield return Allow(["s3:ListBucket"], [arn], ("StringLike", "s3:prefix", lists.SelectMany(grant => (string[])[grant.Prefix.TrimEnd('/'), grant.Prefix + "*"])));
            var above = lists.SelectMany(grant => Ancestors(grant.Prefix)).Distinct().ToImmutableArray();
            if (above.Length > 0) // S3A looks whether the directories above exist; with the delimiter it sees one level, not what lies below
                yield return Allow(["s3:ListBucket"], [arn], ("StringEquals", "s3:prefix", above.SelectMany(path => (string[])[path, path + "/"])), ("StringEquals", "s3:delimiter", ["/"]));
        }

        foreach (var same in grants.GroupBy(grant => grant.Rights & ~Rights.List).Where(group => group.Key != Rights.None).OrderBy(group => group.Key))
            yield return Allow(ObjectActions(same.Key), same.Select(grant => $"{arn}/{grant.Prefix}*"));

        // S3A asks for the directory itself without its slash, and for each above a path it makes; it takes a 403 for a failure.
        var probed = lists.Where(grant => grant.Prefix.Length > 0).SelectMany(grant => Ancestors(grant.Prefix).Append(grant.Prefix.TrimEnd('/'))).ToImmutableArray();
        if (probed.Length > 0)
            yield return Allow(["s3:GetObject"], probed.SelectMany(above => (string[])[$"{arn}/{above}", $"{arn}/{above}/"]));

        yield return new JsonObject
        {
            // MinIO lets who may delete an object delete its old versions too, unless this is denied outright.
            ["Effect"] = "Deny",
            ["Action"] = new JsonArray("s3:BypassGovernanceRetention", "s3:DeleteObjectVersion"),
            ["Resource"] = new JsonArray($"{arn}/*"),
        };
    }

    private static IEnumerable<string> ObjectActions(Rights rights)
    {
        if ((rights & Rights.Read) != 0)
            yield return "s3:GetObject";
        if ((rights & Rights.Write) != 0)
        {
            yield return "s3:AbortMultipartUpload";
            yield return "s3:ListMultipartUploadParts";
            yield return "s3:PutObject";
        }

        if ((rights & Rights.Delete) != 0)
            yield return "s3:DeleteObject";
    }

    /// <summary><c>a</c> and <c>a/b</c> for <c>a/b/c/</c>.</summary>
    private static IEnumerable<string> Ancestors(string prefix)
    {
        for (var slash = prefix.IndexOf('/'); slash >= 0 && slash < prefix.Length - 1; slash = prefix.IndexOf('/', slash + 1))
            yield return prefix[..slash];
    }

    private static JsonObject Allow(IEnumerable<string> actions, IEnumerable<string> resources, params ReadOnlySpan<(string Operator, string Key, IEnumerable<string> Values)> conditions)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = Strings(actions), ["Resource"] = Strings(resources) };
        if (conditions.Length > 0)
            statement["Condition"] = new JsonObject();
        foreach (var (op, key, values) in conditions)
        {
            var byKey = statement["Condition"]![op] as JsonObject ?? (JsonObject)(statement["Condition"]![op] = new JsonObject());
            byKey[key] = Strings(values);
        }

        return statement;
    }

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Distinct().Order(StringComparer.Ordinal).Select(value => (JsonNode)value)];
}
