using Firesteel.Embedded.ObjectStore.Access;

namespace Firesteel.Embedded.ObjectStore.Policies;

/// <summary>What a policy judges.</summary>
/// <param name="Action">Such as <c>s3:GetObject</c>.</param>
/// <param name="Resource">Bucket, or bucket/key; empty for the service.</param>
/// <param name="Condition">Values of a condition key, named in lower case; null when the request has none.</param>
internal sealed record PolicyRequest(Caller Caller, string Action, string Resource, Func<string, IReadOnlyList<string>?> Condition)
{
    public const string ArnPrefix = "arn:aws:s3:::";

    public string Arn { get; } = ArnPrefix + Resource;

    /// <summary>Replaces <c>${aws:username}</c> and its like; an unknown variable stays and matches nothing.</summary>
    public string Expand(string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
            return text;
        var expanded = new System.Text.StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf("${", StringComparison.Ordinal) is >= 0 and var at)
        {
            expanded.Append(rest[..at]);
            var end = rest[at..].IndexOf('}');
            if (end < 0)
                break;
            var name = rest.Slice(at + 2, end - 2).ToString();
            expanded.Append(name is "*" or "?" or "$" ? name : Condition(name.ToLowerInvariant()) is [var value, ..] ? value : "\0");
            rest = rest[(at + end + 1)..];
        }

        return expanded.Append(rest).ToString();
    }
}
