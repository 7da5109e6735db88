using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Lifecycle;

namespace Firesteel.Embedded.ObjectStore.Operations.Configuration;

internal sealed class PutBucketLifecycle : IOperation
{
    public OperationRoute Route { get; } = new("PutBucketLifecycle", "PUT", OperationScope.Bucket, "lifecycle");

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:PutLifecycleConfiguration");
        var document = await call.XmlAsync();
        var rules = LifecycleRules.Parse(document);
        foreach (var (rule, xml) in rules.Rules.Zip(document.Each("Rule")))
        {
            if (string.IsNullOrEmpty(xml.Text("ID")))
            {
                xml.Child("ID")?.Remove();
                xml.AddFirst(new XElement("ID", rule.Id));
            }
        }
        await call.Store.Buckets.ChangeAsync(bucket, configuration => configuration with { Lifecycle = document.Normalised() });
        await call.DoneAsync(200);
    }
}
