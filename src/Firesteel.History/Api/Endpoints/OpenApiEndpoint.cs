using Firesteel.History.Rest;

namespace Firesteel.History.Api.Endpoints;

/// <summary>The OpenAPI document of both APIs, made from the lists of endpoints.</summary>
internal sealed class OpenApiEndpoint : IFiresteelEndpoint
{
    public string Path => "openapi.json";

    public string Summary => "This document.";

    public Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop)
    {
        var spark = RestEndpoints.Server.Select(endpoint => endpoint.Path)
            .Concat(RestEndpoints.Application.Where(endpoint => endpoint.ExistsIn(request.Api)).SelectMany(endpoint => new[] { $"applications/{{app}}/{endpoint.Path}", $"applications/{{app}}/{{attempt}}/{endpoint.Path}" }))
            .Select(path => ("/api/v1/" + path, $"Spark {request.Api.Name}: {path}", (IReadOnlyList<string>)[]));
        var own = FiresteelEndpoints.All.Select(endpoint => ("/api/firesteel/v1/" + endpoint.Path, endpoint.Summary, endpoint.Parameters));
        return Task.FromResult(RestAnswer.Json(json =>
        {
            json.StartObject();
            json.Property("openapi", "3.0.3");
            json.Name("info");
            json.StartObject();
            json.Property("title", "Firesteel history server");
            json.Property("version", "1");
            json.EndObject();
            json.Name("paths");
            json.StartObject();
            foreach (var (path, summary, parameters) in spark.Concat(own))
                WritePath(json, path, summary, parameters);
            json.EndObject();
            json.EndObject();
        }));
    }

    private static void WritePath(Rest.Json.JacksonWriter json, string path, string summary, IReadOnlyList<string> parameters)
    {
        var placeholders = path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')).ToList();
        json.Name(path.Replace(":n}", "}", StringComparison.Ordinal));
        json.StartObject();
        json.Name("get");
        json.StartObject();
        json.Property("summary", summary);
        json.List("parameters", placeholders.Select(name => (Name: name, In: "path")).Concat(parameters.Select(name => (Name: name, In: "query"))), (writer, parameter) =>
        {
            var number = parameter.Name.EndsWith(":n", StringComparison.Ordinal);
            writer.StartObject();
            writer.Property("name", number ? parameter.Name[..^2] : parameter.Name);
            writer.Property("in", parameter.In);
            writer.Property("required", parameter.In == "path");
            writer.Name("schema");
            writer.StartObject();
            writer.Property("type", number ? "integer" : "string");
            writer.EndObject();
            writer.EndObject();
        });
        json.Name("responses");
        json.StartObject();
        json.Name("200");
        json.StartObject();
        json.Property("description", "The answer, as JSON.");
        json.EndObject();
        json.Name("404");
        json.StartObject();
        json.Property("description", "There is no such thing; one line says what.");
        json.EndObject();
        json.EndObject();
        json.EndObject();
        json.EndObject();
    }
}
