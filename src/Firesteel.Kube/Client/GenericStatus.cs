using System.Text.Json.Nodes;

namespace Firesteel.Kube.Client;

/// <summary>The Status that client-go makes of an answer that carries none, for instance from a proxy in front of the API.</summary>
internal static class GenericStatus
{
    private const string Credentials = "the server has asked for the client to provide credentials";
    private const string TimedOut = "the server was unable to return a response in the time allotted, but may still be processing the request";

    /// <param name="code">HTTP status code.</param>
    /// <param name="verb">HTTP method, or the API's name for what was asked.</param>
    /// <param name="target">What was asked for.</param>
    /// <param name="text">The body.</param>
    /// <param name="retryAfterSeconds">Zero when the server named no time.</param>
    /// <param name="isUnexpected">The body is no Status, so it is kept as a cause.</param>
    public static JsonObject Of(int code, string verb, RequestTarget target, string text, int retryAfterSeconds, bool isUnexpected)
    {
        var (reason, message) = Explain(code, verb, text);
        if (target.Resource.Length > 0)
            message += $" ({verb.ToLowerInvariant()} {target.QualifiedResource}{(target.Name.Length == 0 ? "" : " " + target.Name)})";
        var details = new JsonObject();
        Add(details, "name", target.Name);
        Add(details, "group", target.Group);
        Add(details, "kind", target.Resource);
        if (isUnexpected)
            details["causes"] = new JsonArray(new JsonObject { ["reason"] = "UnexpectedServerResponse", ["message"] = text });
        if (retryAfterSeconds > 0)
            details["retryAfterSeconds"] = retryAfterSeconds;
        var status = new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = message };
        Add(status, "reason", reason);
        status["details"] = details;
        status["code"] = code;
        return status;
    }

    private static (string Reason, string Message) Explain(int code, string verb, string text) => code switch
    {
        400 => ("BadRequest", "the server rejected our request for an unknown reason"),
        401 => ("Unauthorized", Credentials),
        403 => ("Forbidden", text),
        404 => ("NotFound", "the server could not find the requested resource"),
        405 => ("MethodNotAllowed", "the server does not allow this method on the requested resource"),
        406 => ("NotAcceptable", text.Length == 0 ? "the server was unable to respond with a content type that the client supports" : text),
        409 => (verb == "POST" ? "AlreadyExists" : "Conflict", "the server reported a conflict"),
        415 => ("UnsupportedMediaType", text),
        422 => ("Invalid", "the server rejected our request due to an error in our request"),
        429 => ("TooManyRequests", "the server has received too many requests and has asked us to try again later"),
        503 => ("ServiceUnavailable", "the server is currently unable to handle the request"),
        504 => ("Timeout", TimedOut),
        >= 500 => ("InternalError", $"an error on the server (\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\") has prevented the request from succeeding"),
        _ => ("", $"the server responded with the status code {code} but did not return more information"),
    };

    private static void Add(JsonObject to, string name, string value)
    {
        if (value.Length > 0)
            to[name] = value;
    }
}
