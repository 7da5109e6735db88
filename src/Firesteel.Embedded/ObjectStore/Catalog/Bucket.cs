using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Lifecycle;
using Firesteel.Embedded.ObjectStore.Policies;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>A bucket that exists: its configuration, what is derived from it, and what it holds at the moment.</summary>
internal sealed class Bucket
{
    private readonly Lock _gate = new();
    private BucketFacts _facts;
    private long _bytes;
    private long _versions;
    private int _changing;
    private bool _closed;

    public Bucket(BucketConfiguration configuration, long bytes, long versions)
    {
        _facts = new(configuration);
        _bytes = bytes;
        _versions = versions;
    }

    public BucketConfiguration Configuration => Volatile.Read(ref _facts).Configuration;

    public string Name => Configuration.Name;

    public long Id => Configuration.Id;

    public string Owner => Configuration.Owner;

    public PolicyDocument? Policy => Volatile.Read(ref _facts).Policy;

    public LifecycleRules? Lifecycle => Volatile.Read(ref _facts).Lifecycle;

    public CorsRules? Cors => Volatile.Read(ref _facts).Cors;

    public AccessControlList Acl => Configuration.Acl ?? AccessControlList.Private(Owner);

    /// <summary>Whether grants count at all; with enforced ownership they do not.</summary>
    public bool HasAcls => Configuration.Ownership != "BucketOwnerEnforced";

    /// <summary>Bytes of all versions.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Versions, delete markers included.</summary>
    public long Versions => Volatile.Read(ref _versions);

    public void Become(BucketConfiguration configuration) => Volatile.Write(ref _facts, new(configuration));

    /// <summary>Begins a change of the bucket's objects.</summary>
    /// <returns>False when the bucket is about to be deleted.</returns>
    public bool Enter()
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            _changing++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
            _changing--;
    }

    /// <summary>Lets no further change in.</summary>
    /// <returns>False when somebody else closed it, or a change is on its way.</returns>
    public bool Close()
    {
        lock (_gate)
        {
            if (_closed || _changing > 0)
                return false;
            return _closed = true;
        }
    }

    public void Reopen()
    {
        lock (_gate)
            _closed = false;
    }

    /// <summary>Counts a change before it is made, so that two of them cannot both slip under the quota.</summary>
    /// <returns>False when it would go over the quota; nothing was counted then.</returns>
    public bool Count(long bytes, long versions)
    {
        var after = Interlocked.Add(ref _bytes, bytes);
        if (bytes > 0 && after > Configuration.Quota)
        {
            Interlocked.Add(ref _bytes, -bytes);
            return false;
        }

        Interlocked.Add(ref _versions, versions);
        return true;
    }

    public void Uncount(long bytes, long versions)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Add(ref _versions, -versions);
    }

    private sealed class BucketFacts(BucketConfiguration configuration)
    {
        public BucketConfiguration Configuration { get; } = configuration;

        public PolicyDocument? Policy { get; } = configuration.Policy is null ? null : PolicyParser.Parse(configuration.Policy, configuration.Name);

        public LifecycleRules? Lifecycle { get; } = configuration.Lifecycle is null ? null : LifecycleRules.Parse(configuration.Lifecycle);

        public CorsRules? Cors { get; } = configuration.Cors is null ? null : CorsRules.Parse(configuration.Cors);
    }
}
