using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Lake.Policies;

namespace Firesteel.Lake.Planning.Changes;

public sealed record WritePolicy(string Name, JsonObject Policy, ImmutableArray<string>? Before)
    : LakeChange(Before is null ? '+' : '~', $"policy {Name}")
{
    public override ImmutableArray<string> Details
    {
        get
        {
            var (old, wanted) = (Before ?? [], PolicyText.Lines(Policy));
            return [.. old.Except(wanted).Select(line => $"- {line}"), .. wanted.Except(old).Select(line => $"+ {line}")];
        }
    }
}
