using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Executors that were alive at the end, by id, last first.</summary>
internal sealed class ExecutorsEndpoint : IApplicationEndpoint
{
    public string Path => "executors";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var executors = store.Executors.Values.Reverse().Where(executor => executor.IsActive && executor.Id != ExecutorAnswer.Fallback);
        return RestAnswer.Array(executors, (writer, executor) => ExecutorAnswer.Write(writer, executor, store, request));
    }
}
