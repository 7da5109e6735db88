using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations.Listing;

namespace Firesteel.Embedded.ObjectStore.Operations.Buckets;

internal sealed class ListBuckets : IOperation
{
    public OperationRoute Route { get; } = new("ListBuckets", "GET", OperationScope.Service);

    public async Task RunAsync(S3Call call)
    {
        if (call.Caller.IsAnonymous)
            throw new S3Exception(S3Errors.AccessDenied);
        if (!Authorization.AllowsService(call, "s3:ListAllMyBuckets"))
            throw new S3Exception(S3Errors.AccessDenied);
        var limit = ListParameters.Number(call, "max-buckets", 10_000, 10_000);
        var after = call.Query["continuation-token"] is { Length: > 0 } token ? ListParameters.FromToken(token) : "";
        var prefix = call.Query["prefix"] ?? "";
        var owner = call.Caller.Account!;
        var found = call.Store.Buckets.All
            .Where(bucket => (call.Caller.IsRoot || bucket.Owner == owner.Id) && string.CompareOrdinal(bucket.Name, after) > 0 && bucket.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Take(limit + 1).ToList();
        using var answer = new XmlAnswer("ListAllMyBucketsResult");
        answer.Element("Owner", xml => AclXml.Person(xml, owner.Id, call.Store.Users));
        answer.Element("Buckets", xml =>
        {
            foreach (var bucket in found.Take(limit))
                xml.Element("Bucket", one => one.Text("Name", bucket.Name).Time("CreationDate", bucket.Configuration.Created).Text("BucketRegion", call.Store.Options.Region));
        });
        if (call.Query.Has("prefix"))
            answer.Text("Prefix", prefix);
        if (found.Count > limit && limit > 0)
            answer.Text("ContinuationToken", ListParameters.ToToken(found[limit - 1].Name));
        await call.AnswerAsync(answer);
    }
}
