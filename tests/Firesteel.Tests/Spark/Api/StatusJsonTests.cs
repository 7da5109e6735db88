using System.Collections.Immutable;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Tests.Spark.Api;

public sealed class StatusJsonTests
{
    [Fact]
    public void Executors_states_are_written_by_name()
    {
        var status = new SparkApplicationStatus { ExecutorState = ImmutableSortedDictionary<string, ExecutorState>.Empty.Add("exec-1", ExecutorState.Running) };
        StatusJson.Write(status)!["executorState"]!["exec-1"]!.GetValue<string>().ShouldBe("RUNNING");
    }
}
