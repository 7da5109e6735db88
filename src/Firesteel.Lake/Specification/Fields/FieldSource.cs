using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Specification.Fields;

/// <summary>
/// The fields of one object of the file, asked for by name. One reading of the file walks them to get values;
/// another walks the same calls to write the JSON schema: so the two cannot differ.
/// </summary>
internal abstract class FieldSource
{
    public abstract Location Where { get; }

    public abstract string? Text(Field field);

    public abstract bool? Flag(Field field);

    /// <summary>A whole number within the bounds.</summary>
    public abstract int? Number(Field field, int minimum, int maximum);

    /// <summary>Bytes, from a number or a text with a unit.</summary>
    public abstract long? Size(Field field);

    /// <summary>One of the given words.</summary>
    public abstract T? Choice<T>(Field field, params ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct;

    /// <summary>Words out of the given ones.</summary>
    public abstract ImmutableArray<T>? Choices<T>(Field field, params ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct;

    public abstract ImmutableArray<string>? Texts(Field field);

    public abstract ImmutableSortedDictionary<string, string>? Map(Field field);

    /// <returns>Null when the field is absent.</returns>
    public abstract T? Section<T>(Field field, Func<FieldSource, T?> read)
        where T : class;

    public abstract ImmutableArray<T>? Sections<T>(Field field, Func<FieldSource, T?> read)
        where T : class;

    /// <summary>Says that a value that was read is not acceptable.</summary>
    public abstract void Refuse(string field, string what, string cure, Severity severity = Severity.Error);

    /// <summary>A field that must not be there, with its own words instead of "unknown field".</summary>
    public abstract void Forbid(string field, string what, string cure);
}
