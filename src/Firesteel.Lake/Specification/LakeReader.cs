using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification.Fields;

namespace Firesteel.Lake.Specification;

/// <summary>Which fields there are, what they mean, and what is acceptable.</summary>
internal static partial class LakeReader
{
    public static LakeSpecification? Lake(FieldSource file)
    {
        var store = file.Section(new("store", "the S3 store: kind, endpoint, region") { Required = true }, StoreReader.Store);
        var buckets = file.Sections(new("buckets", "the buckets of the lake") { Required = true }, Bucket) ?? [];
        var users = file.Sections(new("users", "who may do what"), User) ?? [];
        var spark = file.Section(new("spark", "the Spark that works on this lake"), Spark) ?? SparkDefaults;
        if (store is null)
            return null;
        if (store.Kind != StoreKind.Garage || buckets.All(bucket => bucket.Versioning is not true && bucket.ObjectLock is null))
            return Checked(file, new LakeSpecification(store, buckets, users, Complete(spark, buckets, users)));
        file.Refuse("buckets", "asks for versioning or object lock, which Garage does not have", "leave both out, or use another kind of store");
        return null;
    }

    private static SparkSpecification SparkDefaults { get; } = new("3.5.7", null, null, null, Committer.Magic, ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Things that two sections say together.</summary>
    private static LakeSpecification Checked(FieldSource file, LakeSpecification lake)
    {
        foreach (var twice in lake.Buckets.GroupBy(bucket => bucket.Name).Where(group => group.Count() > 1))
            file.Refuse("buckets", $"names {twice.Key} twice", "join the two entries");
        foreach (var twice in lake.Users.GroupBy(user => user.Name).Where(group => group.Count() > 1))
            file.Refuse("users", $"names {twice.Key} twice", "join the two entries");
        for (var i = 0; i < lake.Users.Length; i++)
        {
            for (var g = 0; g < lake.Users[i].Grants.Length; g++)
            {
                var grant = lake.Users[i].Grants[g];
                if (lake.Buckets.All(bucket => bucket.Name != grant.Bucket))
                    file.Refuse($"users[{i}].grants[{g}].bucket", $"is {grant.Bucket}, which is none of the lake's buckets", SpellingDistance.Nearest(grant.Bucket, lake.Buckets.Select(b => b.Name)) is { } near ? $"did you mean {near}?" : $"add the bucket {grant.Bucket}");
            }
        }

        if (lake.Spark.User is { } user && lake.Users.All(known => known.Name != user))
            file.Refuse("spark.user", $"is {user}, which is none of the lake's users", $"add the user {user}");
        foreach (var (field, path) in ((string, string?)[])[("eventLog", lake.Spark.EventLog), ("warehouse", lake.Spark.Warehouse)])
        {
            if (path is not null && S3Path.Parse(path) is { } s3 && lake.Buckets.All(bucket => bucket.Name != s3.Bucket))
                file.Refuse($"spark.{field}", $"is in the bucket {s3.Bucket}, which is none of the lake's", "name a bucket of this file");
        }

        return lake;
    }

    /// <summary>What the file leaves open follows from the first bucket and the first user.</summary>
    private static SparkSpecification Complete(SparkSpecification spark, ImmutableArray<BucketSpecification> buckets, ImmutableArray<UserSpecification> users)
    {
        var home = buckets.FirstOrDefault(bucket => bucket.Layout.Contains("logs/spark-log/"));
        return spark with
        {
            User = spark.User ?? users.FirstOrDefault()?.Name,
            EventLog = spark.EventLog ?? (home is null ? null : $"s3a://{home.Name}/logs/spark-log/"),
            Warehouse = spark.Warehouse ?? (home?.Layout.Contains("warehouse/") == true ? $"s3a://{home.Name}/warehouse/" : null),
        };
    }

    private static BucketSpecification? Bucket(FieldSource bucket)
    {
        var name = bucket.Text(new("name", "3 to 63 of a-z 0-9 . -") { Required = true });
        if (name is not null && !BucketName().IsMatch(name))
            bucket.Refuse("name", $"is {name}, which is no bucket name", "use 3 to 63 lower-case letters, digits and hyphens");
        else if (name?.Contains('.') == true)
            bucket.Refuse("name", "contains a dot: per-bucket options of S3A and wildcard certificates do not work with it", "use hyphens", Severity.Warning);
        var versioning = bucket.Flag(new("versioning", "keep old versions of objects"));
        var objectLock = bucket.Section(new("objectLock", "write once, read many; {} turns it on without a default retention; can be set when the bucket is created"), ObjectLock);
        if (objectLock is not null && versioning is false)
            bucket.Refuse("versioning", "is false, but object lock needs versions", "set versioning: true or remove objectLock");
        var quota = bucket.Size(new("quota", "hard limit on the bucket's size, for instance 100GiB; none removes it"));
        var lifecycle = bucket.Section(new("lifecycle", "what the store cleans up by itself"), Lifecycle);
        var layout = bucket.Texts(new("layout", "prefixes that shall exist, each with a trailing slash; {name} stands for any name"))
            ?? BucketSpecification.DefaultLayout;
        for (var i = 0; i < layout.Length; i++)
        {
            if (!layout[i].EndsWith('/') || layout[i].StartsWith('/') || layout[i].TrimEnd('/').Split('/').Any(name => name is "" or "." or "..") || layout[i].EndsWith("//", StringComparison.Ordinal))
                bucket.Refuse($"layout[{i}]", $"is {layout[i]}, which is no prefix", "write it without a leading and with a trailing slash: logs/spark-log/");
        }

        return name is null ? null : new(name, versioning ?? (objectLock is null ? null : true), objectLock, quota, lifecycle, layout, bucket.Where);
    }

    private static ObjectLockSpecification ObjectLock(FieldSource objectLock)
    {
        var mode = objectLock.Choice(new("mode", "GOVERNANCE can be lifted by who has the right, COMPLIANCE by nobody"), ("GOVERNANCE", RetentionMode.Governance), ("COMPLIANCE", RetentionMode.Compliance));
        var days = objectLock.Number(new("days", "how long every new version is kept"), 1, 36500);
        var accepted = objectLock.Flag(new("acceptPermanent", "must be true for COMPLIANCE: nobody can shorten it"));
        if (mode is null != days is null)
            objectLock.Refuse(mode is null ? "mode" : "days", "is missing: a default retention needs a mode and days", "add mode: GOVERNANCE and days: 30, or neither");
        if (mode == RetentionMode.Compliance && accepted is not true)
            objectLock.Refuse("mode", "is COMPLIANCE, which nobody can shorten or delete, Spark's temporary files included", "use GOVERNANCE, or add acceptPermanent: true");
        return new(mode, days);
    }

    private static LifecycleSpecification Lifecycle(FieldSource lifecycle) => new(
        lifecycle.Number(new("abortIncompleteUploadsAfterDays", "drop parts of uploads that were never completed"), 1, 3650),
        lifecycle.Number(new("deleteOldVersionsAfterDays", "without it a versioned bucket only grows"), 1, 36500),
        lifecycle.Flag(new("deleteLoneMarkers", "drop delete markers with nothing behind them")) ?? false,
        lifecycle.Sections(new("expire", "delete objects of an age"), expire =>
        {
            var prefix = expire.Text(new("prefix", "for instance logs/spark-log/") { Required = true });
            var days = expire.Number(new("afterDays", "age in days") { Required = true }, 1, 36500);
            return prefix is null || days is null ? null : new ExpirySpecification(prefix, days.Value);
        }) ?? []);

    private static UserSpecification? User(FieldSource user)
    {
        var name = user.Text(new("name", "name of the user, and its access key") { Required = true });
        if (name is not null && !UserName().IsMatch(name))
            user.Refuse("name", $"is {name}, which is no user name", "use 3 to 64 letters, digits, . _ - and no space, = or ,");
        foreach (var secret in (ReadOnlySpan<string>)["secretKey", "password", "accessKey"])
            user.Forbid(secret, "would be a secret in a file", "remove it: the key is derived, or named by keyEnvironment");
        var environment = user.Text(new("keyEnvironment", "environment variable with the secret key; without it the key is derived from the administrator's"));
        var version = user.Number(new("keyVersion", "raise it to get another derived key"), 1, 1_000_000) ?? 1;
        var grants = user.Sections(new("grants", "what the user may do; nothing else is allowed") { Required = true }, Grant) ?? [];
        var secrets = user.Sections(new("secrets", "Kubernetes secrets with the user's keys"), StoreReader.Secret) ?? [];
        return name is null ? null : new(name, environment, version, grants, secrets, user.Where);
    }

    private static Grant? Grant(FieldSource grant)
    {
        var bucket = grant.Text(new("bucket", "a bucket of the lake") { Required = true });
        var prefix = grant.Text(new("prefix", "limits the grant, for instance data/; without it the whole bucket")) ?? "";
        if (prefix.StartsWith('/') || (prefix.Length > 0 && !prefix.EndsWith('/')) || prefix.AsSpan().IndexOfAny('*', '?', '$') >= 0)
            grant.Refuse("prefix", $"is {prefix}, which is no prefix", "write it without a leading and with a trailing slash, and without wildcards: data/");
        var rights = grant.Choices(new("allow", "read, write, list, delete") { Required = true },
            ("read", Rights.Read), ("write", Rights.Write), ("list", Rights.List), ("delete", Rights.Delete));
        if (rights is { IsEmpty: true })
            grant.Refuse("allow", "is empty: the user could do nothing there", "add read, write, list or delete, or remove the grant");
        return bucket is null ? null : new(bucket, prefix, (rights ?? []).Aggregate(Rights.None, (all, right) => all | right));
    }

    private static SparkSpecification Spark(FieldSource spark)
    {
        var version = spark.Text(new("version", "3.5.7 or 4.1.0: decides which S3A settings are right")) ?? SparkDefaults.Version;
        if (SparkRelease.Find(version) is null)
            spark.Refuse("version", $"is {version}, which is not known", $"use one of {string.Join(", ", SparkRelease.All.Select(r => r.Line + ".x"))}");
        return new(
            version,
            spark.Text(new("user", "the user that jobs run as; by default the first")),
            Directory(spark, "eventLog", "directory of event logs; by default s3a://<first bucket>/logs/spark-log/"),
            Directory(spark, "warehouse", "directory of tables; by default s3a://<first bucket>/warehouse/"),
            spark.Choice(new("committer", "magic writes nothing twice; file renames"), ("magic", Committer.Magic), ("file", Committer.File)) ?? Committer.Magic,
            spark.Map(new("properties", "further Spark properties of this lake")) ?? ImmutableSortedDictionary<string, string>.Empty);
    }

    private static string? Directory(FieldSource spark, string name, string description)
    {
        var path = spark.Text(new(name, description));
        if (path is null)
            return null;
        if (S3Path.Parse(path) is not { Scheme: "s3a" } s3)
            spark.Refuse(name, $"is {path}, which is no s3a path", "write s3a://bucket/prefix/");
        else if (s3.Key.Trim('/').Length == 0)
            spark.Refuse(name, "is the root of a bucket, which Hadoop refuses (path must be absolute)", $"use a directory below it: s3a://{s3.Bucket}/logs/spark-log/");
        return path;
    }

    [GeneratedRegex(@"^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketName();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$")]
    private static partial Regex UserName();
}
