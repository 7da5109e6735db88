using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Picks the form of an answer from Accept, <c>pretty</c> and User-Agent, as a real server does.</summary>
internal static class Negotiation
{
    public static IReadOnlyList<string> MediaTypes { get; } = [AnswerForm.Json, AnswerForm.Yaml, AnswerForm.Protobuf];

    private static readonly string[] Transformed = ["Table", "PartialObjectMetadata", "PartialObjectMetadataList"];

    /// <param name="transformable">Whether tables and partial objects can be asked for here.</param>
    /// <param name="protobuf">Whether the object itself has a protobuf form; its metadata alone always has one.</param>
    /// <exception cref="ApiException">406.</exception>
    public static AnswerForm Choose(HttpRequest request, bool transformable, bool protobuf = true) =>
        Find(request, new(transformable, protobuf)) ?? throw Statuses.NotAcceptable($"only the following media types are accepted: {string.Join(", ", MediaTypes)}");

    /// <summary>For a watch: the same choice, but there is no stream of YAML; and a WebSocket carries JSON.</summary>
    /// <exception cref="ApiException">406.</exception>
    public static AnswerForm ChooseStream(HttpRequest request, bool protobuf)
    {
        var form = Choose(request, transformable: true, protobuf);
        if (form.MediaType == AnswerForm.Yaml)
            throw Statuses.NotAcceptable("only the following media types are accepted: application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch");
        return request.HttpContext.WebSockets.IsWebSocketRequest ? form with { MediaType = AnswerForm.Json } : form;
    }

    /// <summary>For errors: the first form that is acceptable as it is, else JSON. An error has no table.</summary>
    public static AnswerForm ForError(HttpRequest request)
    {
        var form = Find(request, new(false, true));
        return new(form?.MediaType ?? AnswerForm.Json, "", "", form?.Pretty ?? false);
    }

    private static AnswerForm? Find(HttpRequest request, Offer offer)
    {
        var header = request.Headers.Accept.ToString();
        if (header.Length == 0)
            return new(AnswerForm.Json, "", "", IsPretty(request, null));
        foreach (var clause in MediaClause.Parse(header))
        {
            foreach (var mediaType in MediaTypes)
            {
                if (clause.Covers(mediaType) && IsAllowed(clause, mediaType, offer))
                    return Shape(mediaType, clause, request);
            }
        }

        return null;
    }

    private static bool IsAllowed(MediaClause clause, string mediaType, Offer offer)
    {
        var isProtobuf = mediaType == AnswerForm.Protobuf;
        return clause.Parameter("as") is not { Length: > 0 } name
            ? offer.Protobuf || !isProtobuf
            : offer.Transformable && clause.Parameter("g") == "meta.k8s.io" && clause.Parameter("v") is "v1" or "v1beta1" && Transformed.Contains(name) && !(isProtobuf && name == "Table");
    }

    private static AnswerForm Shape(string mediaType, MediaClause clause, HttpRequest request) =>
        new(mediaType, clause.Parameter("as"), clause.Parameter("v"), IsPretty(request, clause));

    private static bool IsPretty(HttpRequest request, MediaClause? clause)
    {
        if (request.Query.TryGetValue("pretty", out var asked))
            return asked.ToString() is "1" or "t" or "T" or "true" or "TRUE" or "True";
        if (clause?.Parameter("pretty") == "1")
            return true;
        var agent = request.Headers.UserAgent.ToString();
        return agent.StartsWith("curl", StringComparison.Ordinal) || agent.StartsWith("Wget", StringComparison.Ordinal) || agent.StartsWith("Mozilla/5.0", StringComparison.Ordinal);
    }

    private readonly record struct Offer(bool Transformable, bool Protobuf);
}
