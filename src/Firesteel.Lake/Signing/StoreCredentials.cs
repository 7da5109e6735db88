namespace Firesteel.Lake.Signing;

/// <summary>A key pair of the store. Never printed: <see cref="ToString"/> names the access key only.</summary>
/// <param name="SessionToken">Of temporary credentials; else null.</param>
public sealed record StoreCredentials(string AccessKey, string SecretKey, string? SessionToken = null)
{
    public override string ToString() => $"access key {AccessKey}";
}
