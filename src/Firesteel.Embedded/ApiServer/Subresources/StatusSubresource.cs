using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>The object again, but only its status is written.</summary>
internal sealed class StatusSubresource : ISubresource
{
    public string Name => "status";

    public IReadOnlyList<string> Verbs => [Verb.Get, Verb.Patch, Verb.Update];

    public async Task<Answer?> RunAsync(ApiRequest request) => request.Verb switch
    {
        Verb.Get => await new GetOperation().RunAsync(request).ConfigureAwait(false),
        Verb.Update => await UpdateOperation.RunAsync(request, Name).ConfigureAwait(false),
        _ => await PatchOperation.RunAsync(request, Name).ConfigureAwait(false),
    };
}
