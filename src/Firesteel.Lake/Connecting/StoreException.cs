using System.Net;

namespace Firesteel.Lake.Connecting;

/// <summary>The store refused: what was asked, and the store's own code and words.</summary>
public sealed class StoreException(string asked, HttpStatusCode status, string code, string message)
    : IOException($"{asked}: {code}{(message.Length > 0 && message != code ? $" ({message.TrimEnd('.')})" : "")}")
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The store's error code, for instance <c>NoSuchBucket</c> or <c>XMinioAdminNoSuchUser</c>.</summary>
    public string Code { get; } = code;

    public static StoreException Of(string asked, StoreAnswer answer) => new(asked, answer.Status, answer.Error.Code, answer.Error.Message);
}
