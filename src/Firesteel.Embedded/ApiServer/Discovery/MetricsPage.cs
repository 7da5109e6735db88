using Firesteel.Embedded.ApiServer.Front;
using Firesteel.Embedded.ApiServer.Operations;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary>How much the server keeps, in Prometheus' text form.</summary>
internal sealed class MetricsPage(ApiServices services) : IServerPage
{
    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        if (path != "/metrics")
            return false;
        var text = new System.Text.StringBuilder();
        text.Append("# HELP apiserver_storage_objects Number of stored objects by kind.\n# TYPE apiserver_storage_objects gauge\n");
        foreach (var kind in services.Catalogue.Now.All.DistinctBy(kind => kind.Collection))
            text.Append($"apiserver_storage_objects{{group=\"{kind.Collection.Group}\",resource=\"{kind.Collection.Plural}\"}} {kind.Collection.Objects.Count}\n");
        text.Append("# HELP firesteel_apiserver_revision The store's revision.\n# TYPE firesteel_apiserver_revision counter\n");
        text.Append($"firesteel_apiserver_revision {services.Store.Revision}\n");
        await PlainTexts.WriteAsync(http, 200, text.ToString(), "text/plain; version=0.0.4; charset=utf-8").ConfigureAwait(false);
        return true;
    }
}
