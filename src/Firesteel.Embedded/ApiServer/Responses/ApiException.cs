using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>A request that ends in a failure Status. Thrown anywhere below the front, written there.</summary>
internal sealed class ApiException(int code, JsonObject status) : Exception((string?)status["message"])
{
    public int Code { get; } = code;

    /// <summary>A <c>v1</c> Status object.</summary>
    public JsonObject Status { get; } = status;

    public int? RetryAfterSeconds => (int?)status["details"]?["retryAfterSeconds"];

    public string Reason => (string?)status["reason"] ?? "";
}
