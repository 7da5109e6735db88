using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Kinds;

public sealed class BuiltInKindsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-01T01:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public void Every_kind_has_a_type_a_list_type_and_a_name_of_its_own()
    {
        foreach (var kind in BuiltInKinds.All)
        {
            kind.Schema.Properties.ContainsKey("metadata").ShouldBeTrue(kind.ToString());
            BuiltInTypes.Table.OfKind(kind.ApiVersion, kind.ListKind).ShouldNotBeNull(kind.ToString());
        }

        BuiltInKinds.All.Select(kind => $"{kind.ApiVersion}/{kind.Plural}").Distinct().Count().ShouldBe(BuiltInKinds.All.Length);
    }

    [Fact]
    public void Every_kind_renders_an_empty_object_without_failing()
    {
        foreach (var kind in BuiltInKinds.All)
        {
            var table = Tables.Render(kind, [new JsonObject { ["metadata"] = new JsonObject { ["name"] = "n", ["creationTimestamp"] = "2026-01-01T00:00:00Z" } }], Now);
            table["rows"]![0]!["cells"]!.AsArray().Count.ShouldBe(kind.Columns.Length, kind.ToString());
        }
    }

    [Theory]
    [InlineData("Pod", """{"spec":{"nodeName":"n1","containers":[{"name":"a"},{"name":"b"}]},"status":{"phase":"Running","podIP":"10.0.0.1","containerStatuses":[{"ready":true,"restartCount":2,"state":{"running":{}},"lastState":{"terminated":{"finishedAt":"2026-01-01T00:55:00Z"}}},{"ready":false,"restartCount":0,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}""",
        """["p","1/2","CrashLoopBackOff","2 (5m ago)","60m","10.0.0.1","n1","<none>","<none>"]""")]
    [InlineData("Pod", """{"spec":{"containers":[{"name":"a"}]},"status":{"phase":"Succeeded","containerStatuses":[{"ready":false,"restartCount":0,"state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}}""",
        """["p","0/1","Completed","0","60m","<none>","<none>","<none>","<none>"]""")]
    [InlineData("Pod", """{"spec":{"initContainers":[{"name":"i"},{"name":"j"}],"containers":[{"name":"a"}]},"status":{"phase":"Pending","initContainerStatuses":[{"restartCount":0,"state":{"terminated":{"exitCode":0}}},{"restartCount":1,"state":{"running":{}}}]}}""",
        """["p","0/1","Init:1/2","1","60m","<none>","<none>","<none>","<none>"]""")]
    [InlineData("Service", """{"spec":{"type":"NodePort","clusterIP":"10.96.0.1","selector":{"b":"2","a":"1"},"ports":[{"port":80,"nodePort":30080,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]}}""",
        """["p","NodePort","10.96.0.1","<none>","80:30080/TCP,53/UDP","60m","a=1,b=2"]""")]
    [InlineData("ConfigMap", """{"data":{"a":"1"},"binaryData":{"b":"","c":""}}""", """["p",3,"60m"]""")]
    [InlineData("Secret", """{"type":"Opaque","data":{"a":"MQ=="}}""", """["p","Opaque",1,"60m"]""")]
    [InlineData("PersistentVolumeClaim", """{"spec":{"volumeName":"v","storageClassName":"std","accessModes":["ReadWriteOnce"],"volumeMode":"Filesystem"},"status":{"phase":"Bound","capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"]}}""",
        """["p","Bound","v","1Gi","RWO","std","<unset>","60m","Filesystem"]""")]
    public void Cells_are_those_that_kubectl_prints(string kind, string json, string cells)
    {
        var obj = JsonNode.Parse(json)!.AsObject();
        obj["metadata"] = new JsonObject { ["name"] = "p", ["creationTimestamp"] = "2026-01-01T00:00:00Z" };
        var table = Tables.Render(BuiltInKinds.Find("v1", kind)!, [obj], Now);
        JsonNode.DeepEquals(table["rows"]![0]!["cells"], JsonNode.Parse(cells)).ShouldBeTrue(table["rows"]![0]!["cells"]!.ToJsonString());
    }

    [Theory]
    [InlineData(-2, "<invalid>")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(330, "5m30s")]
    [InlineData(600, "10m")]
    [InlineData(10_799, "179m")]
    [InlineData(10_800, "3h")]
    [InlineData(20_000, "5h33m")]
    [InlineData(100_000, "27h")]
    [InlineData(200_000, "2d7h")]
    [InlineData(1_000_000, "11d")]
    [InlineData(100_000_000, "3y62d")]
    public void Ages_have_two_units_at_most(long seconds, string text) => HumanDuration.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
