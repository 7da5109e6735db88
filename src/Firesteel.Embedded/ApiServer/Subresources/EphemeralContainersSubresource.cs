using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>Reads and writes a pod's debug containers. The node does not start them.</summary>
internal sealed class EphemeralContainersSubresource : ISubresource
{
    public string Name => "ephemeralcontainers";

    public IReadOnlyList<string> Verbs => [Verb.Get, Verb.Patch, Verb.Update];

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "pods";

    public async Task<Answer?> RunAsync(ApiRequest request) => request.Verb switch
    {
        Verb.Get => await new GetOperation().RunAsync(request).ConfigureAwait(false),
        Verb.Update => await UpdateOperation.RunAsync(request, Name).ConfigureAwait(false),
        _ => await PatchOperation.RunAsync(request, Name).ConfigureAwait(false),
    };
}
