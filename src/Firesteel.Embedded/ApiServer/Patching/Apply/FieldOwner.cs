using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>Who owns fields: one entry of <c>metadata.managedFields</c> without its fields and time.</summary>
/// <param name="Operation"><c>Apply</c> or <c>Update</c>.</param>
/// <param name="ApiVersion">Empty in the identity of an applier, who keeps one entry over all versions.</param>
public sealed record FieldOwner(string Name, string Operation, string ApiVersion, string Subresource) : IComparable<FieldOwner>
{
    public const string Apply = "Apply";
    public const string Update = "Update";

    public bool Applies => Operation == Apply;

    /// <summary>As conflicts name it.</summary>
    public override string ToString()
    {
        var text = GoText.Quote(Name);
        if (Subresource.Length > 0)
            text += $" with subresource {GoText.Quote(Subresource)}";
        return Applies ? text : $"{text} using {ApiVersion}";
    }

    public int CompareTo(FieldOwner? other)
    {
        if (other is null)
            return 1;
        var order = string.CompareOrdinal(Name, other.Name);
        if (order == 0)
            order = string.CompareOrdinal(Operation, other.Operation);
        if (order == 0)
            order = string.CompareOrdinal(ApiVersion, other.ApiVersion);
        return order != 0 ? order : string.CompareOrdinal(Subresource, other.Subresource);
    }
}
