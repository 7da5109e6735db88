using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Columns that almost every kind has, and short ways to declare the others.</summary>
public static class DefaultColumns
{
    private const string CreationTime = "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

    public static Column Name { get; } = new("Name", "string", (obj, _) => Cells.Text(obj, "metadata", "name"))
    {
        Format = "name",
        Description = "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
    };

    public static Column Age { get; } = new("Age", "string", (obj, now) => Cells.AgeOf(obj, now))
    {
        Description = CreationTime,
    };

    /// <summary>The columns of a kind that has no table of its own: the time stands there as it is.</summary>
    public static ImmutableArray<Column> Plain { get; } =
        [Name, new("Created At", "date", (obj, _) => Cells.Text(obj, "metadata", "creationTimestamp")) { Description = CreationTime }];

    public static ImmutableArray<Column> All { get; } = [Name, Age];

    internal static Column Text(string name, Func<JsonObject, string> cell, int priority = 0) =>
        new(name, "string", (obj, _) => cell(obj)) { Priority = priority };

    internal static Column Timed(string name, Func<JsonObject, DateTimeOffset, string> cell, int priority = 0) =>
        new(name, "string", (obj, now) => cell(obj, now)) { Priority = priority };

    internal static Column Integer(string name, Func<JsonObject, long> cell, int priority = 0) =>
        new(name, "integer", (obj, _) => cell(obj)) { Priority = priority };

    internal static Column Boolean(string name, Func<JsonObject, bool> cell, int priority = 0) =>
        new(name, "boolean", (obj, _) => cell(obj)) { Priority = priority };
}
