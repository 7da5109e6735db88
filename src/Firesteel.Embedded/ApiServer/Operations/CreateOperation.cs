using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Operations;

internal sealed class CreateOperation : IOperation
{
    public string Verb => Requests.Verb.Create;

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        if (request.Kind.Terminating)
        {
            // Asked for by its own name, so that the refusal can say which object it was.
            var refused = await ObjectDecoder.ReadAsync(request, FieldValidation.Ignore).ConfigureAwait(false);
            throw Statuses.Forbidden(request.Kind.Info.Group, request.Kind.Info.Plural, refused.Metadata().Text("name"), "create not allowed while custom resource definition is terminating");
        }

        var options = WriteOptions.Parse(request.Request, "CreateOptions");
        var item = await ObjectDecoder.ReadAsync(request, options.FieldValidation).ConfigureAwait(false);
        return ObjectCreation.Create(request, item, options);
    }
}
