using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Firesteel.Spark.Api.Schema;

/// <summary>An enumeration's names in JSON: the member's own, or what <see cref="JsonStringEnumMemberNameAttribute"/> says.</summary>
internal static class EnumNames
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<KeyValuePair<string, object>>> Known = new();

    public static ImmutableArray<KeyValuePair<string, object>> Of(Type type) => Known.GetOrAdd(type, static type =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(member => KeyValuePair.Create(
            member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member.Name, member.GetValue(null)!))]);

    public static string NameOf(object value) => Of(value.GetType()).First(name => name.Value.Equals(value)).Key;
}
