using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>Deletes what a list with the same options shows, and answers that list.</summary>
internal sealed class DeleteCollectionOperation : IOperation
{
    public string Verb => Requests.Verb.DeleteCollection;

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var selection = ListOptions.Parse(request.Request, watch: false);
        var options = await DeleteOptions.ReadAsync(request).ConfigureAwait(false);
        var list = await ListOperation.ListAsync(request, selection).ConfigureAwait(false);
        foreach (var item in list.Items)
        {
            try
            {
                ObjectDeletion.Delete(request, item.Key, options);
            }
            catch (ApiException e) when (e.Code == 404)
            {
                // Somebody else was quicker.
            }
        }

        return list;
    }
}
