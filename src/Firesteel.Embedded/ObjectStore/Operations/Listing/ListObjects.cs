using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Listing;

/// <summary>The first version of the listing. Truncated pages always name the next marker, which newer clients of old listings expect.</summary>
internal sealed class ListObjects : IOperation
{
    public OperationRoute Route { get; } = new("ListObjects", "GET", OperationScope.Bucket);

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:ListBucket");
        var encode = ListParameters.Encoding(call);
        var query = new ListQuery(call.Query["prefix"] ?? "", call.Query["delimiter"] ?? "", call.Query["marker"] ?? "", ListParameters.Number(call, "max-keys", ListParameters.Page, ListParameters.Page));
        var page = ObjectLister.List(call.Store.Storage, bucket, query);
        using var answer = new XmlAnswer("ListBucketResult");
        answer.Text("Name", bucket.Name).Text("Prefix", encode(query.Prefix)).Text("Marker", encode(query.After)).Text("MaxKeys", query.Limit);
        if (query.Delimiter.Length > 0)
            answer.Text("Delimiter", encode(query.Delimiter));
        answer.Text("IsTruncated", page.IsTruncated);
        if (page.IsTruncated)
            answer.Text("NextMarker", encode(page.Last));
        answer.Text("EncodingType", call.Query["encoding-type"]);
        foreach (var version in page.Items)
            ListedObject.Write(answer, version, encode, call.Store.Users);
        ListParameters.Prefixes(answer, page.Prefixes, encode);
        await call.AnswerAsync(answer);
    }
}
