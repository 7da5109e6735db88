namespace Firesteel.History.Rest;

/// <summary>An answer that is no success.</summary>
internal sealed class RestException(int status, string message, string contentType = RestException.Text) : Exception(message)
{
    public const string Text = "text/plain";
    public const string Html = "text/html;charset=iso-8859-1";

    public int Status { get; } = status;

    public string ContentType { get; } = contentType;

    public static RestException NotFound(string message) => new(404, message);

    public static RestException BadRequest(string message) => new(400, message);

    public static RestException NotAllowed() => new(405, "Method Not Allowed", Html);

    /// <summary>What Spark's servlet engine answers when no method takes the request: its own page.</summary>
    public static RestException NoRoute() => new(404, "Not Found", Html);
}
