using System.Collections.Frozen;
using Firesteel.Embedded.ApiServer.Watching;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>The verbs on objects and collections.</summary>
internal static class OperationList
{
    public static FrozenDictionary<string, IOperation> ByVerb { get; } = new IOperation[]
    {
        new CreateOperation(),
        new GetOperation(),
        new ListOperation(),
        new WatchOperation(),
        new UpdateOperation(),
        new PatchOperation(),
        new DeleteOperation(),
        new DeleteCollectionOperation(),
    }.ToFrozenDictionary(operation => operation.Verb, StringComparer.Ordinal);
}
