using System.Collections.Immutable;
using Firesteel.Lake.Rules.Buckets;
using Firesteel.Lake.Rules.Committers;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Rules.Credentials;
using Firesteel.Lake.Rules.Endpoints;
using Firesteel.Lake.Rules.Paths;
using Firesteel.Lake.Rules.Platform;
using Firesteel.Lake.Rules.Versions;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules;

/// <summary>Every rule about Spark on S3, in the order in which findings are told: what hides other faults comes first.</summary>
public static class LakeRules
{
    public static ImmutableArray<ILakeRule> All { get; } =
    [
        new EndpointMarkdown(),
        new EndpointMalformed(),
        new EndpointScheme(),
        new EndpointUnreachable(),
        new EndpointNotApplied(),
        new TlsToPlainPort(),
        new UnknownAuthority(),
        new PathStyle(),
        new RegionMissing(),
        new RegionMismatch(),
        new SignerOverride(),
        new DiffersFromLake(),
        new ClockSkew(),
        new UnknownAccessKey(),
        new WrongSecretKey(),
        new NoCredentials(),
        new NullCredential(),
        new CredentialsInSpec(),
        new AnonymousCredentials(),
        new ProviderClass(),
        new ProviderEnvironment(),
        new VariableNames(),
        new SecretKeyMissing(),
        new S3AMissing(),
        new JarVersions(),
        new RemovedOptions(),
        new NeedlessOptions(),
        new DurationSuffix(),
        new CommitterClasses(),
        new RenameCommitter(),
        new RenameInVersionedBucket(),
        new CommitterVersionTwo(),
        new StagingPath(),
        new Speculation(),
        new TemporaryLost(),
        new SchemeNotS3A(),
        new BucketRoot(),
        new EventLogDirectory(),
        new EventLogClose(),
        new HistoryDirectoryDiffers(),
        new BucketMissing(),
        new AccessDenied(),
        new BadRequestWithoutCode(),
        new ForbiddenAllowed(),
        new RightsMissing(),
        new VersioningOff(),
        new ObjectLockOff(),
        new RetentionLocksTemporaries(),
        new LockedVersion(),
        new OldVersionsKept(),
        new DirectoryMarkers(),
        new QuotaExceeded(),
        new QuotaMissing(),
        new NotImplemented(),
        new ObjectChanged(),
        new ExecutorJavaOptions(),
        new ServiceAccountMissing(),
        new ServiceAccountRights(),
        new StoreLicence(),
        new ExecFormat(),
        new SparkJobFailed(),
        new LifecycleDiffers(),
    ];

    public static ImmutableArray<Finding> Check(SparkConfiguration configuration) => [.. All.OfType<IConfigurationRule>().SelectMany(rule => rule.Check(configuration))];

    /// <param name="lake">The lake that the configuration shall work on.</param>
    public static ImmutableArray<Finding> Check(SparkConfiguration configuration, LakeSpecification lake) =>
        [.. Check(configuration), .. All.OfType<ILakeConfigurationRule>().SelectMany(rule => rule.Check(configuration, lake))];

    public static ImmutableArray<Finding> Check(LogLine line) => [.. All.OfType<ILogRule>().SelectMany(rule => rule.Check(line))];

    public static ImmutableArray<Finding> Check(ProbeResult probe) => [.. All.OfType<IProbeRule>().SelectMany(rule => rule.Check(probe))];

    public static ImmutableArray<Finding> Check(LakeSpecification lake) => [.. All.OfType<ISpecificationRule>().SelectMany(rule => rule.Check(lake))];
}
