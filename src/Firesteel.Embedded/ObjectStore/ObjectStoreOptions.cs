using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.ObjectStore;

/// <summary>What the store is started with.</summary>
public sealed record ObjectStoreOptions
{
    /// <summary>Where objects lie; null: in memory, gone with the process.</summary>
    public string? DataDirectory { get; init; }

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Null: plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    public required string RootUser { get; init; }

    public required string RootPassword { get; init; }

    /// <summary>32 bytes that protect the keys of objects with <c>x-amz-server-side-encryption: AES256</c>; null: such requests are refused.</summary>
    public byte[]? EncryptionKey { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>Domains whose sub-domains are bucket names; path style works always.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    public FsyncPolicy Fsync { get; init; } = FsyncPolicy.Always;

    /// <summary>How often expired objects are looked for.</summary>
    public TimeSpan LifecycleInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a day of a lifecycle rule is; shorter in tests.</summary>
    public TimeSpan LifecycleDay { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Metrics without signature, as scrapers want them.</summary>
    public bool PublicMetrics { get; init; } = true;

    /// <summary>Everything that is wrong with the options; empty: nothing.</summary>
    public IReadOnlyList<Problem> Validate()
    {
        var problems = new List<Problem>();
        if (RootUser.Length < 3)
            problems.Add(new(Location.Option("FIRESTEEL_STORE_ROOT_USER"), "the root user's name is shorter than 3 characters", "choose a longer one"));
        if (RootPassword.Length < 8)
            problems.Add(new(Location.Option("FIRESTEEL_STORE_ROOT_PASSWORD"), "the root user's password is shorter than 8 characters", "choose a longer one"));
        if (EncryptionKey is { Length: not 32 })
            problems.Add(new(Location.Option("FIRESTEEL_STORE_ENCRYPTION_KEY"), "the encryption key is not the base64 of 32 bytes", "make one with: head -c 32 /dev/urandom | base64"));
        if (Port is < 0 or > 65535)
            problems.Add(new(Location.Option("--port"), $"{Port} is not a port", "use 1 to 65535, or 0 for a free one"));
        if (Region.Length == 0)
            problems.Add(new(Location.Option("--region"), "the region is empty", "leave it out for us-east-1"));
        if (LifecycleInterval <= TimeSpan.Zero || LifecycleDay <= TimeSpan.Zero)
            problems.Add(new(Location.Option("--lifecycle-interval"), "the lifecycle's times are not positive", "use a positive number of seconds"));
        foreach (var domain in Domains.Where(domain => Uri.CheckHostName(domain) == UriHostNameType.Unknown))
            problems.Add(new(Location.Option("--domain"), $"{domain} is not a host name", "use a name such as s3.example.org"));
        return problems;
    }
}
