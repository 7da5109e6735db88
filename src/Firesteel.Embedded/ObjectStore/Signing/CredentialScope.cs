namespace Firesteel.Embedded.ObjectStore.Signing;

/// <summary><c>AK/20260101/us-east-1/s3/aws4_request</c>; the access key itself may have slashes.</summary>
internal sealed record CredentialScope(string AccessKey, string Date, string Region, string Service)
{
    public string Text { get; } = $"{Date}/{Region}/{Service}/aws4_request";

    public static CredentialScope? Parse(string credential)
    {
        var parts = credential.Split('/');
        return parts is [.., var date, var region, var service, "aws4_request"] && parts.Length >= 5 && date.Length == 8
            ? new(string.Join('/', parts[..^4]), date, region, service)
            : null;
    }
}
