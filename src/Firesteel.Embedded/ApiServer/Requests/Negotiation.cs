using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Picks the form of an answer from Accept, <c>pretty</c> and User-Agent, as a real server does.</summary>
internal static class Negotiation
{
    public static IReadOnlyList<string> MediaTypes { get; } = [AnswerForm.Json, AnswerForm.Yaml, AnswerForm.Protobuf];

    private static readonly string[] Transformed = ["Table", "PartialObjectMetadata", "PartialObjectMetadataList"];

    /// <param name="transformable">Whether tables and partial objects can be asked for here.</param>
    /// <exception cref="ApiException">406.</exception>
    public static AnswerForm Choose(HttpRequest request, bool transformable, bool stream = false)
    {
        var form = Find(request, transformable) ?? throw Statuses.NotAcceptable($"only the following media types are accepted: {string.Join(", ", MediaTypes)}");
        if (!stream || form.MediaType == AnswerForm.Json)
            return form;
        // A watch in protobuf is framed differently; those who accept it accept JSON as well.
        var json = MediaClause.Parse(request.Headers.Accept.ToString()).FirstOrDefault(clause => clause.Covers(AnswerForm.Json));
        if (form.MediaType == AnswerForm.Protobuf && json is not null)
            return Shape(AnswerForm.Json, json, request);
        throw Statuses.NotAcceptable("only the following media types are accepted: application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch");
    }

    /// <summary>For errors: what was asked for if it can be had, else JSON.</summary>
    public static AnswerForm ForError(HttpRequest request)
    {
        var form = Find(request, transformable: true);
        return new(form?.MediaType ?? AnswerForm.Json, "", "", form?.Pretty ?? false);
    }

    private static AnswerForm? Find(HttpRequest request, bool transformable)
    {
        var header = request.Headers.Accept.ToString();
        if (header.Length == 0)
            return new(AnswerForm.Json, "", "", IsPretty(request, null));
        var clauses = MediaClause.Parse(header);
        foreach (var clause in clauses)
        {
            foreach (var mediaType in MediaTypes)
            {
                if (!clause.Covers(mediaType) || !IsAllowed(clause, transformable))
                    continue;
                // Who takes JSON as well gets JSON: it is what the store has.
                if (mediaType == AnswerForm.Protobuf && clause.Parameter("as").Length == 0
                    && clauses.FirstOrDefault(other => other.Covers(AnswerForm.Json) && IsAllowed(other, transformable)) is { } json)
                    return Shape(AnswerForm.Json, json, request);
                return Shape(mediaType, clause, request);
            }
        }

        return null;
    }

    private static bool IsAllowed(MediaClause clause, bool transformable) =>
        clause.Parameter("as") is not { Length: > 0 } name
        || (transformable && clause.Parameter("g") == "meta.k8s.io" && clause.Parameter("v") is "v1" or "v1beta1" && Transformed.Contains(name));

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
}
