namespace Firesteel.Embedded.ObjectStore.Users;

/// <param name="Policy">JSON that narrows the key to less than its user may do; null: the same.</param>
internal sealed record AccessKey(string Id, string Secret, string? Policy = null, bool Enabled = true, DateTimeOffset? Expires = null)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => $"access key {Id}";
}
