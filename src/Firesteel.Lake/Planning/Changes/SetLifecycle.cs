using System.Collections.Immutable;

namespace Firesteel.Lake.Planning.Changes;

public sealed record SetLifecycle(string Bucket, ImmutableArray<LifecycleRuleState> Wanted, ImmutableArray<LifecycleRuleState> Before)
    : LakeChange('~', $"bucket {Bucket}: lifecycle")
{
    public override ImmutableArray<string> Details => [.. Before.Except(Wanted).Select(rule => $"- {rule}"), .. Wanted.Except(Before).Select(rule => $"+ {rule}")];
}
