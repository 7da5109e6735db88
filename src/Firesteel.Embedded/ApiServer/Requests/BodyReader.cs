using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Bytes of a body in one of the three media types, as JSON.</summary>
internal static partial class BodyReader
{
    /// <summary>Never throws: what is wrong stands in <see cref="JsonReading.Error"/>.</summary>
    public static JsonReading Read(ReadOnlyMemory<byte> body, string mediaType) => mediaType switch
    {
        AnswerForm.Yaml => ReadYaml(body),
        AnswerForm.Protobuf => ReadProtobuf(body),
        _ => StrictJson.Read(body.Span),
    };

    private static JsonReading ReadProtobuf(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new(ProtobufCodec.Decode(body.Span), [], null);
        }
        catch (WireException e)
        {
            return new(null, [], e.Message);
        }
    }

    /// <summary>JSON is YAML, and clients send it as such.</summary>
    private static JsonReading ReadYaml(ReadOnlyMemory<byte> body)
    {
        if (body.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && StrictJson.Read(body.Span) is { Error: null, Duplicates.IsEmpty: true } json)
            return json;
        var documents = YamlReader.Read(Encoding.UTF8.GetString(body.Span), "body", new() { DuplicateKeys = Severity.Warning });
        if (documents.HasErrors)
        {
            var problem = documents.Problems.First(one => one.Severity == Severity.Error);
            return new(null, [], $"yaml: {problem.Where}: {problem.What}");
        }

        return new(documents.Documents.IsEmpty ? null : documents.Documents[0].Root?.DeepClone(), [], null)
        {
            Repeats = [.. documents.Problems.Select(one => Repeated().Match($"{one.Where} {one.What}")).Where(match => match.Success)
                .Select(match => $"line {match.Groups[1].Value}: key \"{match.Groups[2].Value}\" already set in map")],
        };
    }

    [GeneratedRegex("^body:(\\d+):\\d+ the key \"(.*)\" stands here and in line \\d+$")]
    private static partial Regex Repeated();
}
