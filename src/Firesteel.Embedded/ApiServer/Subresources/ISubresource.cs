using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>What stands behind an object's name in a path: one class, one line in <see cref="SubresourceList"/>.</summary>
internal interface ISubresource
{
    string Name { get; }

    /// <summary>Verbs in the order of discovery.</summary>
    IReadOnlyList<string> Verbs { get; }

    /// <summary>Group, version and kind of what it takes and gives where that is not the object's own; as discovery shows it.</summary>
    (string Group, string Version, string Kind)? Type => null;

    bool AppliesTo(string group, string plural) => true;

    /// <returns>Null when the response is already written.</returns>
    Task<Answer?> RunAsync(ApiRequest request);
}
