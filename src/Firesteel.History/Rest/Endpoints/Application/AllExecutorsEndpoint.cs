using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Executors, dead ones too, by id.</summary>
internal sealed class AllExecutorsEndpoint : IApplicationEndpoint
{
    public string Path => "allexecutors";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var executors = store.Executors.Values.Where(executor => executor.Id != ExecutorAnswer.Fallback);
        return RestAnswer.Array(executors, (writer, executor) => ExecutorAnswer.Write(writer, executor, store, request));
    }
}
