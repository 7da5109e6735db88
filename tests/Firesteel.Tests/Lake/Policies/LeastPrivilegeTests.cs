using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Policies;
using Firesteel.Lake.Specification;

namespace Firesteel.Tests.Lake.Policies;

public sealed class LeastPrivilegeTests
{
    [Fact]
    public void A_whole_bucket() => PolicyText.Lines(LeastPrivilege.Policy(User(new Grant("lake", "", Rights.Read | Rights.Write | Rights.List | Rights.Delete)))).ShouldBe(
    [
        "Allow s3:AbortMultipartUpload, s3:DeleteObject, s3:GetObject, s3:ListMultipartUploadParts, s3:PutObject on arn:aws:s3:::lake/*",
        "Allow s3:GetBucketLocation, s3:ListBucketMultipartUploads on arn:aws:s3:::lake",
        "Allow s3:ListBucket on arn:aws:s3:::lake",
        "Deny s3:BypassGovernanceRetention, s3:DeleteObjectVersion on arn:aws:s3:::lake/*",
    ]);

    [Fact]
    public void A_prefix_with_what_s3a_asks_above_it() => PolicyText.Lines(LeastPrivilege.Policy(User(new Grant("lake", "data/sales/", Rights.Read | Rights.List)))).ShouldBe(
    [
        "Allow s3:GetBucketLocation on arn:aws:s3:::lake",
        "Allow s3:GetObject on arn:aws:s3:::lake/data, arn:aws:s3:::lake/data/, arn:aws:s3:::lake/data/sales, arn:aws:s3:::lake/data/sales/",
        "Allow s3:GetObject on arn:aws:s3:::lake/data/sales/*",
        "Allow s3:ListBucket on arn:aws:s3:::lake if StringEquals s3:delimiter / and StringEquals s3:prefix data, data/",
        "Allow s3:ListBucket on arn:aws:s3:::lake if StringLike s3:prefix data/sales, data/sales/*",
        "Deny s3:BypassGovernanceRetention, s3:DeleteObjectVersion on arn:aws:s3:::lake/*",
    ]);

    [Fact]
    public void The_same_rights_written_otherwise_compare_equal()
    {
        var one = JsonNode.Parse("""{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":["b","a"]}}""");
        var other = JsonNode.Parse("""{"Version":"2012-10-17","Statement":[{"Resource":["a","b"],"Action":["s3:GetObject"],"Effect":"Allow"}]}""");
        PolicyText.Lines(one).ShouldBe(PolicyText.Lines(other));
        PolicyText.Lines(JsonNode.Parse("""{"Statement":[{"Effect":"Deny","Action":"s3:GetObject","Resource":["a","b"]}]}""")).ShouldNotBe(PolicyText.Lines(one));
    }

    private static UserSpecification User(params Grant[] grants) => new("spark-user", null, 1, [.. grants], [], Location.None);
}
