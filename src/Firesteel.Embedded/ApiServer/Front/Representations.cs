using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Front;

/// <summary>
/// What a real server's router looks at before it hands on a request for something built in: Accept must name a type that is there, word for word,
/// or <c>*/*</c>; <c>application/*</c> is neither. Custom resources have no such router.
/// </summary>
internal static class Representations
{
    private static readonly string[] Objects = [AnswerForm.Json, AnswerForm.Yaml, AnswerForm.Protobuf];
    private static readonly string[] Collections = [.. Objects, AnswerForm.Json + ";stream=watch", AnswerForm.Protobuf + ";stream=watch"];
    private static readonly string[] Patches =
        ["application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml"];

    /// <exception cref="ApiException">406, or 415 for a patch of a type that there is not.</exception>
    public static void Check(HttpRequest request, string verb)
    {
        if (verb == Verb.Patch && !Patches.Contains(Type(request.ContentType ?? "")))
            throw Statuses.Failure(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);
        Check(request, verb is Verb.List or Verb.Watch ? Collections : Objects);
    }

    /// <exception cref="ApiException">405 or 406.</exception>
    public static void CheckPage(HttpRequest request, bool jsonOnly)
    {
        if (!HttpMethods.IsGet(request.Method))
            throw MethodNotAllowed();
        Check(request, jsonOnly ? [AnswerForm.Json] : Objects);
    }

    public static ApiException NotFound() => Statuses.Failure(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiException MethodNotAllowed() => Statuses.Failure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    private static void Check(HttpRequest request, string[] present)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Length > 0 && !accept.Split(',').Any(part => Type(part) is var type && (type == "*/*" || present.Contains(type))))
            throw Statuses.Failure(406, "NotAcceptable", $"406: Not Acceptable\n\nAvailable representations: {string.Join(", ", present)}", []);
    }

    private static string Type(string part)
    {
        var semicolon = part.IndexOf(';');
        return (semicolon < 0 ? part : part[..semicolon]).Trim();
    }
}
