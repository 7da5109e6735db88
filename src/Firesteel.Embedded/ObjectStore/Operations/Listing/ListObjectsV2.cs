using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Listing;

internal sealed class ListObjectsV2 : IOperation
{
    public OperationRoute Route { get; } = new("ListObjectsV2", "GET", OperationScope.Bucket, "list-type") { Value = "2" };

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        call.Require("s3:ListBucket");
        var encode = ListParameters.Encoding(call);
        var token = call.Query["continuation-token"];
        var startAfter = call.Query["start-after"];
        var after = token is null ? startAfter ?? "" : ListParameters.FromToken(token);
        var query = new ListQuery(call.Query["prefix"] ?? "", call.Query["delimiter"] ?? "", after, ListParameters.Number(call, "max-keys", ListParameters.Page, ListParameters.Page));
        var page = ObjectLister.List(call.Store.Storage, bucket, query);
        using var answer = new XmlAnswer("ListBucketResult");
        answer.Text("Name", bucket.Name).Text("Prefix", encode(query.Prefix));
        if (startAfter is not null)
            answer.Text("StartAfter", encode(startAfter));
        answer.Text("ContinuationToken", token);
        if (page.IsTruncated)
            answer.Text("NextContinuationToken", ListParameters.ToToken(page.Last));
        answer.Text("KeyCount", page.Items.Count + page.Prefixes.Count).Text("MaxKeys", query.Limit);
        if (query.Delimiter.Length > 0)
            answer.Text("Delimiter", encode(query.Delimiter));
        answer.Text("IsTruncated", page.IsTruncated).Text("EncodingType", call.Query["encoding-type"]);
        var owners = string.Equals(call.Query["fetch-owner"], "true", StringComparison.OrdinalIgnoreCase) ? call.Store.Users : null;
        foreach (var version in page.Items)
            ListedObject.Write(answer, version, encode, owners);
        ListParameters.Prefixes(answer, page.Prefixes, encode);
        await call.AnswerAsync(answer);
    }
}
