using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>ProcessSummary.</summary>
internal sealed class MiscellaneousProcessesEndpoint : IApplicationEndpoint
{
    public string Path => "allmiscellaneousprocess";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) => RestAnswer.Json(json => json.Array(store.Processes.Values, (writer, process) =>
    {
        writer.StartObject();
        writer.Property("id", process.Id);
        writer.Property("hostPort", process.HostPort);
        writer.Property("isActive", true);
        writer.Property("totalCores", process.Cores);
        writer.Moment("addTime", process.Added);
        writer.Texts("processLogs", process.Logs);
        writer.EndObject();
    }));
}
