using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Firesteel.Kube.Configuration.Credentials;

/// <summary>A token that somebody else writes anew before it ends, such as the kubelet for a service account.</summary>
internal sealed class TokenFileCredentials(string file, TimeProvider time, X509Certificate2? certificate) : ICredentials
{
    /// <summary>Rotated tokens overlap by far more than this.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private AuthenticationHeaderValue? header;
    private DateTimeOffset readAt;

    public X509Certificate2? Certificate => certificate;

    public ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(AuthenticationHeaderValue? refused, CancellationToken stop)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (header is null || now - readAt >= ReadAgainAfter || ReferenceEquals(header, refused))
            {
                var token = Read();
                if (token is { Length: > 0 } && header?.Parameter != token)
                    header = new("Bearer", token);
                readAt = now;
            }

            return new(header);
        }
    }

    private string? Read()
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Between two tokens the old one still counts; without any the request says what is wrong.
            return header is null ? throw new HttpRequestException($"the token file {file} cannot be read", e) : null;
        }
    }
}
