using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>The failures of a Kubernetes API, word for word (apimachinery's api/errors).</summary>
internal static class Statuses
{
    public static JsonObject Success(string group, string kind, string name, string uid) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["details"] = Details(group, kind, name, uid: uid),
    };

    public static ApiException NotFound(string group, string resource, string name) =>
        Failure(404, "NotFound", $"{Qualified(group, resource)} \"{name}\" not found", Details(group, resource, name));

    public static ApiException AlreadyExists(string group, string resource, string name, bool beingDeleted = false) =>
        Failure(409, "AlreadyExists", (beingDeleted ? "object is being deleted: " : "") + $"{Qualified(group, resource)} \"{name}\" already exists", Details(group, resource, name));

    public static ApiException Conflict(string group, string resource, string name, string why) =>
        Failure(409, "Conflict", $"Operation cannot be fulfilled on {Qualified(group, resource)} \"{name}\": {why}", Details(group, resource, name));

    public static ApiException Stale(string group, string resource, string name) =>
        Conflict(group, resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException Forbidden(string group, string resource, string name, string why) =>
        Failure(403, "Forbidden", $"{Qualified(group, resource)} \"{name}\" is forbidden: {why}", Details(group, resource, name));

    /// <summary>The user may not do it; there may be no name, or no resource at all.</summary>
    public static ApiException Refused(string group, string resource, string name, string why) => name.Length > 0 && resource.Length > 0
        ? Forbidden(group, resource, name, why)
        : Failure(403, "Forbidden", resource.Length == 0 ? $"forbidden: {why}" : $"{Qualified(group, resource)} is forbidden: {why}", Details(group, resource, name));

    public static ApiException Invalid(string group, string kind, string name, IReadOnlyList<Cause> causes) =>
        Failure(422, "Invalid", $"{Qualified(group, kind)} \"{name}\" is invalid: {Aggregate(causes)}", Details(group, kind, name, causes));

    public static ApiException BadRequest(string message) => Failure(400, "BadRequest", message);

    public static ApiException MethodNotSupported(string group, string resource, string verb) =>
        Failure(405, "MethodNotAllowed", $"{verb} is not supported on resources of kind \"{Qualified(group, resource)}\"", Details(group, resource, ""));

    public static ApiException NotAcceptable(string message) => Failure(406, "NotAcceptable", message);

    public static ApiException UnsupportedMediaType(IEnumerable<string> accepted) => Failure(415, "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}");

    public static ApiException TooLarge(string message) => Failure(413, "RequestEntityTooLarge", message);

    public static ApiException Unauthorized() => Failure(401, "Unauthorized", "Unauthorized");

    public static ApiException Expired(string message) => Failure(410, "Expired", message);

    public static ApiException TooManyRequests(string message, int retryAfterSeconds) =>
        Failure(429, "TooManyRequests", message, new() { ["retryAfterSeconds"] = retryAfterSeconds });

    public static ApiException ResourceVersionTooLarge(long wanted, long current) => Failure(504, "Timeout",
        $"Timeout: Too large resource version: {wanted}, current: {current}",
        new()
        {
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
            ["retryAfterSeconds"] = 1,
        });

    /// <summary>An error without a type of its own: 500 with the bare text and no reason.</summary>
    public static ApiException Bare(string message, int code = 500) => Failure(code, null, message);

    public static ApiException ServiceUnavailable(string message) => Failure(503, "ServiceUnavailable", message);

    public static ApiException InternalError(string message) => Failure(500, "InternalError", $"Internal error occurred: {message}",
        new() { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) });

    /// <param name="reason">Null leaves it out.</param>
    public static ApiException Failure(int code, string? reason, string message, JsonObject? details = null)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
        };
        if (reason is not null)
            status["reason"] = reason;
        if (details is not null)
            status["details"] = details;
        status["code"] = code;
        return new(code, status);
    }

    public static JsonObject Details(string group, string kind, string name, IReadOnlyList<Cause>? causes = null, string? uid = null)
    {
        var details = new JsonObject();
        if (name.Length > 0)
            details["name"] = name;
        if (group.Length > 0)
            details["group"] = group;
        if (kind.Length > 0)
            details["kind"] = kind;
        if (uid is not null)
            details["uid"] = uid;
        if (causes is { Count: > 0 })
        {
            details["causes"] = new JsonArray([.. causes.Select(cause =>
            {
                var entry = new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message };
                if (cause.Field.Length > 0)
                    entry["field"] = cause.Field;
                return (JsonNode)entry;
            })]);
        }

        return details;
    }

    /// <summary>Equal texts are said once.</summary>
    public static string Aggregate(IReadOnlyList<Cause> causes)
    {
        var texts = causes.Select(cause => cause.Text).Distinct().ToList();
        return texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
    }

    private static string Qualified(string group, string kind) => group.Length == 0 ? kind : $"{kind}.{group}";
}
