using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>PUT.</summary>
internal sealed class UpdateOperation : IOperation
{
    public string Verb => Requests.Verb.Update;

    public async Task<Answer?> RunAsync(ApiRequest request) => await RunAsync(request, "").ConfigureAwait(false);

    /// <param name="subresource">Empty for the object itself, or <c>status</c>.</param>
    public static async Task<Answer> RunAsync(ApiRequest request, string subresource)
    {
        if (request.Path.Name.Length == 0)
            throw Statuses.BadRequest("name must be provided");
        var options = WriteOptions.Parse(request.Request, "UpdateOptions");
        var item = await ObjectDecoder.ReadAsync(request, options.FieldValidation).ConfigureAwait(false);
        ObjectUpdate.CheckName(request, item);
        var uid = item.Metadata().Text("uid");
        return ObjectUpdate.Update(request, subresource, options, live =>
        {
            var found = live.Metadata().Text("uid");
            if (uid.Length > 0 && uid != found)
                throw WrongUid(request, uid, found);
            return (JsonObject)item.DeepClone();
        });
    }

    public static ApiException WrongUid(ApiRequest request, string uid, string found) => Statuses.Conflict(request.Kind.Info.Group, request.Kind.Info.Plural, request.Path.Name,
        $"StorageError: invalid object, Code: 4, Key: {request.Kind.Collection.StorageKey(request.Key.ToString())}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {uid}, UID in object meta: {found}");
}
