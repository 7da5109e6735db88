using Firesteel.History.Rest;

namespace Firesteel.History.Api.Endpoints;

/// <summary>Logs that cannot be shown, each with its reason.</summary>
internal sealed class FaultsEndpoint : IFiresteelEndpoint
{
    public string Path => "faults";

    public string Summary => "Files that look like logs and cannot be shown, and why.";

    public Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop) => Task.FromResult(RestAnswer.Json(json => json.Array(request.Library.List.Faults, (writer, entry) =>
    {
        writer.StartObject();
        writer.Property("source", entry.Source);
        writer.Property("log", entry.Fault.Name);
        writer.Property("what", entry.Fault.What);
        writer.Date("modified", entry.Fault.Modified);
        writer.EndObject();
    })));
}
