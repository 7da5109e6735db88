using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Operations;

internal sealed class DeleteOperation : IOperation
{
    public string Verb => Requests.Verb.Delete;

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var options = await DeleteOptions.ReadAsync(request).ConfigureAwait(false);
        return ObjectDeletion.Delete(request, request.Key, options);
    }
}
