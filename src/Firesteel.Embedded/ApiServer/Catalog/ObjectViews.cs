using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.Catalog;

/// <summary>A stored object as one of its versions shows it. Almost always the stored bytes themselves.</summary>
internal static class ObjectViews
{
    public static ReadOnlyMemory<byte> JsonOf(this ServedKind kind, StoredObject stored) =>
        ReferenceEquals(stored.Encoding, kind.Info) ? stored.Json : CanonicalJson.Write(TreeOf(kind, stored));

    /// <summary>A tree of the caller's own.</summary>
    /// <exception cref="ApiException">500: stored in a version that the definition does not know any more.</exception>
    public static JsonObject TreeOf(this ServedKind kind, StoredObject stored)
    {
        var tree = stored.Parse();
        if (ReferenceEquals(stored.Encoding, kind.Info))
            return tree;
        var written = (KindInfo)stored.Encoding;
        if (kind.IsCustom)
        {
            if (!kind.KnownVersions.Contains(written.Version))
                throw Statuses.Bare($"request to convert CR from an invalid group/version: {written.ApiVersion}");
            // Defaults are those of the version that it is stored in; another one only takes out what it does not declare.
            var source = written.Version == kind.Info.Version ? kind.Info : written.Version == kind.Stored.Version ? kind.Stored : written;
            Pruning.Apply(source.Schema, tree);
            Defaulting.Apply(source.Schema, tree);
            tree["apiVersion"] = kind.Info.ApiVersion;
            if (!ReferenceEquals(source, kind.Info))
                Pruning.Apply(kind.Info.Schema, tree);
            return tree;
        }

        kind.Rules.Convert(tree, written, kind.Info);
        tree["apiVersion"] = kind.Info.ApiVersion;
        return tree;
    }

    /// <summary>The tree as it is stored: in the stored version's name, and with that version's fields only.</summary>
    public static JsonObject ToStored(this ServedKind kind, JsonObject tree)
    {
        if (ReferenceEquals(kind.Info, kind.Stored))
            return tree;
        var stored = (JsonObject)tree.DeepClone();
        if (kind.IsCustom)
            Pruning.Apply(kind.Stored.Schema, stored);
        else
            kind.Rules.Convert(stored, kind.Info, kind.Stored);
        stored["apiVersion"] = kind.Stored.ApiVersion;
        return stored;
    }
}
