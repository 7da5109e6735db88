using System.Globalization;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>One object. A resourceVersion only says how old the answer may be.</summary>
internal sealed class GetOperation : IOperation
{
    public string Verb => Requests.Verb.Get;

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var services = request.Services;
        var version = request.Request.Query.Text("resourceVersion");
        if (version is not ("" or "0"))
        {
            if (!long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
                throw Statuses.Bare($"resourceVersion: Invalid value: {GoText.Quote(version)}: {NumberErrors.ParseUint(version)}");
            if (!await services.Store.WaitForAsync(wanted, ListOperation.Patience, services.Time, request.Stop).ConfigureAwait(false))
                throw Statuses.ResourceVersionTooLarge(wanted, services.Store.Revision);
        }

        var stored = services.Store.Find(request.Kind.Collection, request.Key) ?? throw request.NotFound();
        return new ObjectAnswer(200, request.Kind, request.Kind.JsonOf(stored));
    }
}
