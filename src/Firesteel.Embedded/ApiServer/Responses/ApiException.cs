using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>A request that ends in a failure Status. Thrown anywhere below the front, written there.</summary>
internal sealed class ApiException : Exception
{
    public ApiException(int code, JsonObject status)
        : base((string?)status["message"]) => (Code, Status) = (code, status);

    public int Code { get; }

    /// <summary>A <c>v1</c> Status object.</summary>
    public JsonObject Status { get; }

    public int? RetryAfterSeconds => (int?)Status["details"]?["retryAfterSeconds"];

    public string Reason => (string?)Status["reason"] ?? "";
}
