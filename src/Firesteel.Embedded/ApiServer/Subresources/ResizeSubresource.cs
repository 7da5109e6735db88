using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>Changes the resources of a pod that runs. The node takes no notice: a container keeps the limit that it was started with.</summary>
internal sealed class ResizeSubresource : ISubresource
{
    public string Name => "resize";

    public IReadOnlyList<string> Verbs => [Verb.Get, Verb.Patch, Verb.Update];

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "pods";

    public async Task<Answer?> RunAsync(ApiRequest request) => request.Verb switch
    {
        Verb.Get => await new GetOperation().RunAsync(request).ConfigureAwait(false),
        Verb.Update => await UpdateOperation.RunAsync(request, Name).ConfigureAwait(false),
        _ => await PatchOperation.RunAsync(request, Name).ConfigureAwait(false),
    };
}
