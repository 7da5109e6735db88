using Xunit.Abstractions;
using Xunit.Sdk;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>Runs the recordings of a suite in the order in which they were made: some leave things behind that later ones do not expect.</summary>
public sealed class RecordedOrder : ITestCaseOrderer
{
    public const string TypeName = "Firesteel.IntegrationTests.ApiServer.Replay.RecordedOrder";
    public const string AssemblyName = "Firesteel.IntegrationTests";

    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase
    {
        var cases = testCases.ToList();
        var suite = cases.FirstOrDefault()?.TestMethod.TestClass.Class.Name ?? "";
        var recordings = suite.Contains("132", StringComparison.Ordinal) ? Recordings.Kubectl("1.32") : suite.Contains("135", StringComparison.Ordinal) ? Recordings.Kubectl("1.35") : Recordings.Http;
        var places = recordings.All.Select((scenario, index) => (scenario.Key, index)).ToDictionary(pair => pair.Key, pair => pair.index, StringComparer.Ordinal);
        return cases.OrderBy(one => one.TestMethodArguments is [string key, ..] && places.TryGetValue(key, out var place) ? place : int.MaxValue);
    }
}
