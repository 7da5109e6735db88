using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Specification.Fields;

/// <summary>Writes down which fields are asked for, as JSON schema.</summary>
internal sealed class DescribedFields : FieldSource
{
    private readonly JsonObject _properties = [];
    private readonly JsonArray _required = [];

    public override Location Where => Location.None;

    public JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = _properties };
        if (_required.Count > 0)
            schema["required"] = _required;
        return schema;
    }

    public override string? Text(Field field) => Add<string>(field, new() { ["type"] = "string" });

    public override bool? Flag(Field field) => AddValue<bool>(field, new() { ["type"] = "boolean" });

    public override int? Number(Field field, int minimum, int maximum) =>
        AddValue<int>(field, new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum });

    public override long? Size(Field field) => AddValue<long>(field, new() { ["type"] = new JsonArray("integer", "string") });

    public override T? Choice<T>(Field field, params ReadOnlySpan<(string Word, T Value)> choices) => AddValue<T>(field, Words(choices));

    public override ImmutableArray<T>? Choices<T>(Field field, params ReadOnlySpan<(string Word, T Value)> choices) =>
        AddValue<ImmutableArray<T>>(field, new() { ["type"] = "array", ["items"] = Words(choices) });

    public override ImmutableArray<string>? Texts(Field field) =>
        AddValue<ImmutableArray<string>>(field, new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } });

    public override ImmutableSortedDictionary<string, string>? Map(Field field) =>
        Add<ImmutableSortedDictionary<string, string>>(field, new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") } });

    public override T? Section<T>(Field field, Func<FieldSource, T?> read)
        where T : class =>
        Add<T>(field, Inner(read));

    public override ImmutableArray<T>? Sections<T>(Field field, Func<FieldSource, T?> read)
        where T : class =>
        AddValue<ImmutableArray<T>>(field, new() { ["type"] = "array", ["items"] = Inner(read) });

    public override void Refuse(string field, string what, string cure, Severity severity = Severity.Error)
    {
        // Nothing is read, so nothing is wrong.
    }

    public override void Forbid(string field, string what, string cure)
    {
        // additionalProperties: false says it.
    }

    private static JsonObject Inner<T>(Func<FieldSource, T?> read)
    {
        var inner = new DescribedFields();
        read(inner);
        return inner.Schema();
    }

    private static JsonObject Words<T>(ReadOnlySpan<(string Word, T Value)> choices)
    {
        var words = new JsonArray();
        foreach (var choice in choices)
            words.Add(choice.Word);
        return new JsonObject { ["enum"] = words };
    }

    private T? Add<T>(Field field, JsonObject schema)
        where T : class
    {
        Describe(field, schema);
        return null;
    }

    private T? AddValue<T>(Field field, JsonObject schema)
        where T : struct
    {
        Describe(field, schema);
        return null;
    }

    private void Describe(Field field, JsonObject schema)
    {
        schema["description"] = field.Description;
        _properties[field.Name] = schema;
        if (field.Required)
            _required.Add(field.Name);
    }
}
