using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>Writes a namespace's <c>spec.finalizers</c>: how the namespace controller lets it go.</summary>
internal sealed class FinalizeSubresource : ISubresource
{
    public string Name => "finalize";

    public IReadOnlyList<string> Verbs => [Verb.Update];

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "namespaces";

    public async Task<Answer?> RunAsync(ApiRequest request) => await UpdateOperation.RunAsync(request, Name).ConfigureAwait(false);
}
