using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Lake.Specification;

public sealed class LakeFileTests
{
    private const string Smallest = """
        store: {kind: minio, endpoint: "http://minio:9000"}
        buckets:
          - name: datalake
        """;

    [Fact]
    public void The_example_is_the_whole_lake()
    {
        var lake = LakeFile.Read(File.ReadAllText(Checkout.File("examples", "lake.yaml")), "lake.yaml");
        lake.Store.ShouldBe(new StoreSpecification(StoreKind.MinIo, new Uri("http://192.168.0.14:9000"), "ap-northeast-2", true, null, new(null, null)));
        var bucket = lake.Buckets.ShouldHaveSingleItem();
        bucket.QuotaBytes.ShouldBe(107374182400);
        bucket.Versioning.ShouldBe(true);
        bucket.ObjectLock.ShouldBe(new ObjectLockSpecification(null, null));
        bucket.Directories.ShouldBe(["logs/spark-log/", "logs/airflow-logs/", "data/test/", "warehouse/"]);
        lake.Users.Single().Secrets.Single().ShouldBe(new SecretReference("default", "minio-s3-keys", "access-key", "secret-key"));
        lake.Spark.EventLog.ShouldBe("s3a://datalake/logs/spark-log/");
    }

    [Fact]
    public void What_is_left_out_is_the_usual()
    {
        var lake = LakeFile.Read(Smallest, "lake.yaml");
        lake.Buckets.Single().Layout.ShouldBe(BucketSpecification.DefaultLayout);
        lake.Store.Region.ShouldBe("us-east-1");
        lake.Spark.Warehouse.ShouldBe("s3a://datalake/warehouse/");
        lake.Spark.Committer.ShouldBe(Committer.Magic);
    }

    [Theory]
    [InlineData("kind: minio", "kind: mino", "lake.yaml:1:9: store.kind is not one of aws, minio, ceph, seaweedfs, garage, rustfs, embedded; did you mean minio?")]
    [InlineData("kind: minio", "kid: minio", "lake.yaml:1:9: store.kid is not a known field; did you mean kind?")]
    [InlineData("http://minio:9000", "http://minio:9000/datalake", "store.endpoint has the path /datalake, which S3A silently drops; write http://minio:9000")]
    [InlineData("http://minio:9000", "[http://minio:9000](http://minio:9000)", "store.endpoint is a Markdown link")]
    [InlineData("http://minio:9000", "minio:9000", "store.endpoint is minio:9000, without a scheme; write http://minio:9000")]
    [InlineData("name: datalake", "name: Data_Lake", "lake.yaml:3:5: buckets[0].name is Data_Lake, which is no bucket name")]
    [InlineData("name: datalake", "name: datalake\n    quota: lots", "lake.yaml:4:5: buckets[0].quota is not a size; write for instance 100GiB, or none")]
    [InlineData("name: datalake", "name: datalake\n    objectLock: {mode: COMPLIANCE, days: 3}", "buckets[0].objectLock.mode is COMPLIANCE, which nobody can shorten")]
    [InlineData("name: datalake", "name: datalake\n    objectLock: {days: 3}", "a default retention needs a mode and days")]
    [InlineData("name: datalake", "name: datalake\n    versioning: false\n    objectLock: {}", "buckets[0].versioning is false, but object lock needs versions")]
    [InlineData("name: datalake", "name: datalake\n    layout: [/logs]", "buckets[0].layout[0] is /logs, which is no prefix")]
    [InlineData("name: datalake", "name: datalake\nspark: {eventLog: 's3a://datalake/'}", "spark.eventLog is the root of a bucket")]
    [InlineData("name: datalake", "name: datalake\nspark: {version: 2.4.0}", "spark.version is 2.4.0, which is not known")]
    [InlineData("name: datalake", "name: datalake\nusers: [{name: u01, grants: [{bucket: datalak, allow: [read]}]}]", "users[0].grants[0].bucket is datalak, which is none of the lake's buckets; did you mean datalake?")]
    [InlineData("name: datalake", "name: datalake\nusers: [{name: u01, secretKey: hunter22, grants: []}]", "users[0].secretKey would be a secret in a file")]
    [InlineData("kind: minio,", "kind: minio, administrator: {accessKey: a, secretKey: b},", "store.administrator.accessKey would be a credential in a file")]
    [InlineData("kind: minio,", "kind: minio, region: 'bo gus',", "store.region is bo gus, which is no region; write it as the server does, for instance us-east-1")]
    [InlineData("name: datalake", "name: datalake\n    layout: [data/../x/]", "buckets[0].layout[0] is data/../x/, which is no prefix")]
    [InlineData("name: datalake", "name: datalake\nusers: [{name: u01, grants: [{bucket: datalake, allow: []}]}]", "users[0].grants[0].allow is empty: the user could do nothing there; add read, write, list or delete, or remove the grant")]
    [InlineData("name: datalake", "name: datalake\nusers: [{name: u01, grants: [], secrets: [{namespace: UP_, name: x}]}]", "users[0].secrets[0].namespace is UP_, which is no name of Kubernetes")]
    [InlineData("name: datalake", "name: datalake\nusers: [{name: u01, grants: [], secrets: [{namespace: spark, name: 'a b'}]}]", "users[0].secrets[0].name is a b, which is no name of Kubernetes")]
    [InlineData("name: datalake", "name: datalake\nusers: [{name: u01, grants: [], secrets: [{namespace: spark, name: x, accessKey: 'a b'}]}]", "users[0].secrets[0].accessKey is a b, which is no key of a secret")]
    [InlineData("name: datalake", "name: datalake\nusers: [{name: u01, grants: [], secrets: [{namespace: spark, name: x, accessKey: k, secretKey: k}]}]", "users[0].secrets[0].secretKey is k like accessKey, so that one would be lost")]
    public void What_is_wrong_is_told_with_its_place_and_cure(string right, string wrong, string message)
    {
        var bad = Should.Throw<ProblemException>(() => LakeFile.Read(Smallest.Replace(right, wrong), "lake.yaml"));
        bad.Message.ShouldContain(message);
        bad.Message.ShouldNotContain("hunter22");
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        Should.Throw<ProblemException>(() => LakeFile.Read("store: {kind: x}\nbuckets: [{nam: a}, 3]\nusers: {}\ncolour: red\n", "lake.yaml")).Problems.Length.ShouldBeGreaterThanOrEqualTo(6);

    [Fact]
    public void Garage_has_no_versions() =>
        Should.Throw<ProblemException>(() => LakeFile.Read(Smallest.Replace("kind: minio", "kind: garage") + "\n    versioning: true", "lake.yaml")).Message.ShouldContain("Garage does not have");

    [Theory]
    [InlineData("100GiB", 107374182400)]
    [InlineData("100Gi", 107374182400)]
    [InlineData("1.5 MB", 1500000)]
    [InlineData("1024", 1024)]
    [InlineData("0.5KiB", 512)]
    public void Sizes_are_read(string text, long bytes) => ByteSize.Parse(text).ShouldBe(bytes);

    [Theory, InlineData(""), InlineData("-1GiB"), InlineData("GiB"), InlineData("1 XB"), InlineData("999999999999PiB"), InlineData("0.3B")]
    public void What_is_no_size_is_none(string text) => ByteSize.Parse(text).ShouldBeNull();
}
