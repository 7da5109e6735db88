using System.Net;

namespace Firesteel.Lake.Connecting;

/// <summary>The store refused: what was asked, and the store's own code and words.</summary>
public sealed class StoreException(string asked, HttpStatusCode status, string code, string message)
    : IOException($"{asked}: {code}{(message.Length > 0 && message != code ? $" ({message.TrimEnd('.')})" : "")}{Cure(code)}")
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The store's error code, for instance <c>NoSuchBucket</c> or <c>XMinioAdminNoSuchUser</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What helps against the refusals that are mistakes of configuration; <c>lake check</c> looks closer.</summary>
    private static string Cure(string code) => code switch
    {
        "InvalidAccessKeyId" => "; check AWS_ACCESS_KEY_ID, the profile, or the secret named in store.administrator",
        "SignatureDoesNotMatch" => "; check AWS_SECRET_ACCESS_KEY, the profile, or the secret named in store.administrator",
        "AuthorizationHeaderMalformed" or "AuthorizationQueryParametersError" => "; write the server's region in store.region, or give --region",
        "RequestTimeTooSkewed" => "; set the clock of this machine, or the store's",
        "NoSuchBucket" => "; firesteel lake ls shows the buckets, firesteel lake apply makes those of a lake.yaml",
        "XMinioStorageFull" or "QuotaExceeded" => "; free space, or raise the quota",
        _ => "",
    };

    public static StoreException Of(string asked, StoreAnswer answer) => new(asked, answer.Status, answer.Error.Code, answer.Error.Message);
}
