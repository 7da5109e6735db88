using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Selectors;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Which objects of a collection a list or watch is about.</summary>
internal sealed class ObjectFilter
{
    private readonly ServedKind _kind;
    private readonly string _namespace;
    private readonly string? _name;
    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;

    private ObjectFilter(ServedKind kind, string @namespace, string? name, ListOptions options)
    {
        (_kind, _namespace, _name, _labels, _fields) = (kind, @namespace, name, options.Labels, options.Fields);
        KeyPrefix = @namespace.Length > 0 ? @namespace + "/" : "";
    }

    /// <summary>What all keys begin with: <c>namespace/</c>, or nothing.</summary>
    public string KeyPrefix { get; }

    public bool SelectsAll => _labels.IsEverything && _fields.IsEverything;

    /// <param name="name">Null for all; the one name of an old <c>/watch/</c> path.</param>
    /// <exception cref="ApiException">400: a field that cannot be selected by.</exception>
    public static ObjectFilter Create(ServedKind kind, string @namespace, ListOptions options, string? name = null)
    {
        foreach (var term in options.Fields.Terms)
        {
            var known = term.Field == "metadata.name" || (term.Field == "metadata.namespace" && kind.Info.Namespaced) || kind.SelectableFields.ContainsKey(term.Field);
            if (!known)
                throw Statuses.BadRequest(kind.IsCustom || kind.SelectableFields.Count > 0
                    ? $"field label not supported: {term.Field}"
                    : $"\"{term.Field}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        }

        return new(kind, @namespace, name, options);
    }

    public bool Matches(StoredObject stored)
    {
        if (_namespace.Length > 0 && stored.Key.Namespace != _namespace)
            return false;
        if (_name is not null && stored.Key.Name != _name)
            return false;
        if (!_labels.Matches(stored.Labels))
            return false;
        if (_fields.IsEverything)
            return true;
        JsonObject? tree = null;
        return _fields.Matches(field => field switch
        {
            "metadata.name" => stored.Key.Name,
            "metadata.namespace" => stored.Key.Namespace,
            _ => _kind.SelectableFields[field](tree ??= _kind.TreeOf(stored)),
        });
    }
}
