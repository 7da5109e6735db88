using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Firesteel.Spark.Api.Schema;

/// <summary>A field as the types declare it; reader, writer and CRD are made from the same definitions.</summary>
internal sealed record FieldDefinition(string Name, PropertyInfo Property, FieldAttribute Facts)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<FieldDefinition>> Known = new();

    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Base type's fields first, in the order of declaration.</summary>
    public static ImmutableArray<FieldDefinition> Of(Type type) => Known.GetOrAdd(type, static type =>
    {
        var chain = new List<Type>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
            chain.Insert(0, level);
        return [.. chain.SelectMany(level => level.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(property => (Property: property, Facts: property.GetCustomAttribute<FieldAttribute>()))
            .Where(field => field.Facts is not null)
            .Select(field => new FieldDefinition(char.ToLowerInvariant(field.Property.Name[0]) + field.Property.Name[1..], field.Property, field.Facts!))];
    });
}
