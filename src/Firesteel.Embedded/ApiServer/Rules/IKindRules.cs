using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>What is particular to a kind, beyond its schema: one class a kind, one line in <see cref="KindRules"/>.</summary>
internal interface IKindRules
{
    /// <summary>Group and plural that the rules are for.</summary>
    (string Group, string Plural) Resource { get; }

    /// <summary>Null for the usual ones.</summary>
    IReadOnlyList<string>? Verbs => null;

    /// <summary>A PUT without a resourceVersion overwrites whatever is there.</summary>
    bool AllowsUnconditionalUpdate => true;

    /// <summary>The status of a new object is the server's affair.</summary>
    bool DropsStatusOnCreate => true;

    /// <summary>Only the sub-resource writes the status.</summary>
    bool DropsStatusOnUpdate => true;

    /// <summary>Fields for field selectors, beside name and namespace: dotted paths into the object.</summary>
    IReadOnlyList<string> SelectableFields => [];

    /// <summary>What is wrong with a name; nothing for a good one.</summary>
    IEnumerable<string> NameErrors(string name, bool isPrefix) => ObjectNames.SubdomainErrors(name, isPrefix);

    /// <summary>Fills in what the server decides when an object is created.</summary>
    void PrepareCreate(JsonObject item, RuleContext context)
    {
    }

    /// <summary>A new object is in the store.</summary>
    void Created(JsonObject item, RuleContext context)
    {
    }

    /// <param name="subresource">Empty for the object itself.</param>
    void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context)
    {
    }

    IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context) => [];

    /// <summary>Says whether an object goes at once (0) or later, in seconds; null when the kind knows no grace.</summary>
    long? GracePeriod(JsonObject item, long? asked) => null;

    /// <summary>A deletion begins. Returns true when the object must stay for now (the rules have marked it).</summary>
    bool BeginDeletion(JsonObject item, RuleContext context) => false;

    /// <summary>An object that is being deleted and has no finalizers in its metadata may go.</summary>
    bool MayEnd(JsonObject item) => true;

    /// <summary>An object has gone: gives back what was allocated for it.</summary>
    void Deleted(JsonObject item)
    {
    }

    /// <summary>Between two versions of a built-in kind; apiVersion is set by the caller.</summary>
    void Convert(JsonObject item, KindInfo from, KindInfo to)
    {
    }
}
