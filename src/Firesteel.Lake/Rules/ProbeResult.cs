using System.Collections.Immutable;

namespace Firesteel.Lake.Rules;

/// <summary>What a live store answered to one question.</summary>
/// <param name="Probe">Which question: a name of <see cref="Checking.ProbeNames"/>.</param>
/// <param name="Subject">What it was asked about: an endpoint, a bucket, a user.</param>
/// <param name="Ok">It answered as the lake wants it.</param>
/// <param name="Code">The store's error code, or the kind of failure when there was no answer.</param>
/// <param name="Facts">What a rule needs to explain it: region, seconds of skew, prefix.</param>
public sealed record ProbeResult(string Probe, string Subject, bool Ok, string Code = "", string Message = "", ImmutableSortedDictionary<string, string>? Facts = null)
{
    public string Fact(string name) => Facts?.GetValueOrDefault(name) ?? "";
}
