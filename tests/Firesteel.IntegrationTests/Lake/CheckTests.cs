using System.Net;
using Firesteel.Lake.Administration.MinIo;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;
using Firesteel.TestKit.Stores;

namespace Firesteel.IntegrationTests.Lake;

/// <summary>A lake that holds, and each way of breaking it: the message names it.</summary>
public sealed class CheckTests(MinioLake lake) : IClassFixture<MinioLake>
{
    [Fact]
    public async Task A_lake_that_was_applied_holds()
    {
        var yaml = await AppliedAsync("holds");
        var check = await lake.RunAsync(yaml, "lake", "check");
        check.Exit.ShouldBe(0, check.Out + check.Error);
        check.Out.ShouldContain("ok   forbidden    holds-user: delete old versions in s3://holds/");
        check.Out.ShouldContain("ok   allowed      holds-user: write s3://holds/");
        check.Out.ShouldNotContain("FAIL");
        check.Error.ShouldBe("");
        (await lake.RunAsync(yaml, "lake", "plan")).Exit.ShouldBe(0, "the check left something behind");
        (await lake.RunAsync(yaml, "lake", "check")).ShouldExit(0);
    }

    [Fact]
    public async Task A_user_limited_to_a_prefix_stays_there()
    {
        var yaml = (await AppliedAsync("prefixed")).Replace("allow: [read, write, list, delete]", "prefix: data/sales/\n        allow: [read, write, list, delete]");
        (await lake.RunAsync(yaml, "lake", "apply")).ShouldExit(0);
        var check = await lake.RunAsync(yaml, "lake", "check");
        check.Exit.ShouldBe(0, check.Out + check.Error);
        check.Out.ShouldContain("ok   forbidden    prefixed-user: write outside its prefixes in s3://prefixed/");
        check.Out.ShouldContain("ok   forbidden    prefixed-user: list all of s3://prefixed/");
    }

    [Fact]
    public async Task Wrong_access_key() => await NamesAsync(lake.Yaml("b01", "b01-user"), "the store does not know the administrator's access key", Keys("nobody", MinioServer.RootPassword));

    [Fact]
    public async Task Wrong_secret_key() => await NamesAsync(lake.Yaml("b02", "b02-user"), "the administrator's secret key is wrong", Keys(MinioServer.RootUser, "not-the-password"));

    [Fact]
    public async Task Wrong_region() =>
        await NamesAsync(lake.Yaml("b03", "b03-user", region: "us-east-1"), "the region us-east-1 is not the server's: that is ap-northeast-2; write store.region: ap-northeast-2");

    [Fact]
    public async Task Markdown_link_as_endpoint()
    {
        var run = await lake.RunAsync(lake.Yaml("b04", "b04-user", endpoint: "\"[http://192.168.0.14:9000](http://192.168.0.14:9000)\""), "lake", "check");
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(".yaml:3:");
        run.Error.ShouldContain("store.endpoint is a Markdown link");
        run.Error.ShouldContain("write http://192.168.0.14:9000");
    }

    [Fact]
    public async Task Markdown_link_without_quotes_which_is_no_yaml()
    {
        var run = await lake.RunAsync(lake.Yaml("b04", "b04-user", endpoint: "[http://192.168.0.14:9000](http://192.168.0.14:9000)"), "lake", "check");
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(".yaml:3:13: [http://192.168.0.14:9000](http://192.168.0.14:9000) is a Markdown link, not a URL; write http://192.168.0.14:9000");
    }

    [Theory, InlineData("plan"), InlineData("apply")]
    public async Task Nobody_listens_is_said_by_every_verb(string verb)
    {
        var run = await lake.RunAsync(lake.Yaml("b05", "b05-user", endpoint: "http://127.0.0.1:1"), "lake", verb);
        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("the store does not answer: Connection refused (127.0.0.1:1); check host, port and scheme of its endpoint, and that it runs");
        run.Error.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_listens() => await NamesAsync(lake.Yaml("b05", "b05-user", endpoint: "http://127.0.0.1:1"), "http://127.0.0.1:1 does not answer");

    [Fact]
    public async Task Tls_to_a_plain_port() =>
        await NamesAsync(lake.Yaml("b06", "b06-user", endpoint: $"https://127.0.0.1:{lake.Server.Endpoint.Port}"), "speaks plain http, not TLS; write http:// in store.endpoint");

    [Fact]
    public async Task Unknown_authority_and_plain_http_to_a_tls_port()
    {
        using var certificates = new StoreCertificates(TimeProvider.System);
        await using var server = await MinioServer.StartAsync("ap-northeast-2", certificates.Folder);
        var endpoint = server.Endpoint.GetLeftPart(UriPartial.Authority);
        await NamesAsync(lake.Yaml("b07", "b07-user", endpoint: endpoint), "is not trusted");
        await NamesAsync(lake.Yaml("b07", "b07-user", endpoint: endpoint.Replace("https", "http")), "speaks TLS, not plain http");

        var trusted = lake.Yaml("b07", "b07-user", endpoint: endpoint, storeMore: $"  caFile: {certificates.CaFile}");
        (await lake.RunAsync(trusted, "lake", "apply")).ShouldExit(0);
        (await lake.RunAsync(trusted, "lake", "check")).ShouldExit(0);
    }

    [Fact]
    public async Task Clock_skew()
    {
        var file = Path.Combine(lake.Folder, "skew.yaml");
        await File.WriteAllTextAsync(file, lake.Yaml("b08", "b08-user"));
        var run = await VerbRun.OfAsync(["lake", "check", "-f", file], lake.Server.Environment, new ShiftedTime(TimeSpan.FromHours(-1)));
        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("[lake/clock-skew]");
        run.Error.ShouldMatch(@"differs from this machine's by 36\d\d s|differs from this machine's by 3599 s");
    }

    [Fact]
    public async Task Missing_bucket() => await NamesAsync(lake.Yaml("b09", "b09-user"), "there is no bucket b09; run firesteel lake apply");

    [Fact]
    public async Task Missing_prefix()
    {
        var yaml = await AppliedAsync("b10");
        using var connection = Connection();
        await connection.Objects.DeleteAsync("b10", ["logs/spark-log/.keep"]);
        await NamesAsync(yaml, "nothing lies below b10/logs/spark-log/");
    }

    [Fact]
    public async Task Lock_off_and_versioning_off()
    {
        (await lake.RunAsync(lake.Yaml("b11", "b11-user", "    layout: [data/]"), "lake", "apply")).ShouldExit(0);
        var run = await NamesAsync(lake.Yaml("b11", "b11-user"), "bucket b11 has object lock off");
        run.Error.ShouldContain("bucket b11 has versioning off");
        run.Error.ShouldContain("firesteel lake cp -r s3://b11/ s3://NEW/");
    }

    [Fact]
    public async Task Quota_differs()
    {
        var yaml = await AppliedAsync("b12");
        using var connection = Connection();
        await connection.Administration.SetQuotaAsync("b12", null);
        await NamesAsync(yaml, "bucket b12 has the hard quota none, wanted is 100 GiB");
    }

    [Fact]
    public async Task Quota_full()
    {
        var yaml = await AppliedAsync("b13");
        await using var full = await FaultyStore.StartAsync(lake.Server.Endpoint, request =>
            request.Method == "PUT" && request.Path.Value!.Contains(".firesteel-check") ? (HttpStatusCode.BadRequest, "XMinioAdminBucketQuotaExceeded") : null);
        await NamesAsync(yaml.Replace(lake.Server.Endpoint.Authority, full.Endpoint.Authority), "writing is refused: the bucket b13 has reached its quota");
    }

    [Fact]
    public async Task User_disabled_gone_or_with_another_key()
    {
        var yaml = await AppliedAsync("b14");
        using var connection = Connection();
        (await connection.Http.SendAsync(HttpMethod.Put, "/minio/admin/v3/set-user-status?accessKey=b14-user&status=disabled")).Ok.ShouldBeTrue();
        await NamesAsync(yaml, "the store does not know the user b14-user");

        await connection.Administration.PutUserAsync("b14-user", "another-secret-key");
        await NamesAsync(yaml, "the secret key of the user b14-user is another than expected");

        (await connection.Http.SendAsync(HttpMethod.Delete, "/minio/admin/v3/remove-user?accessKey=b14-user")).Ok.ShouldBeTrue();
        await NamesAsync(yaml, "the store does not know the user b14-user");
        (await lake.RunAsync(yaml, "lake", "apply")).ShouldExit(0);
        (await lake.RunAsync(yaml, "lake", "check")).ShouldExit(0);
    }

    [Fact]
    public async Task Too_many_rights()
    {
        var yaml = await AppliedAsync("b15");
        using var connection = Connection();
        await connection.Administration.SetUserPoliciesAsync("b15-user", ["b15-user-lake", "consoleAdmin"]);
        var run = await NamesAsync(yaml, "the user b15-user may read the policy of the bucket b15, which lake.yaml does not grant");
        run.Error.ShouldContain("may change the versioning of the bucket b15");
        run.Error.ShouldContain("may list the users of the store");
        var plan = await lake.RunAsync(yaml, "lake", "plan");
        plan.Out.ShouldContain("~ user b15-user: policies b15-user-lake, consoleAdmin -> b15-user-lake");
    }

    [Fact]
    public async Task Too_few_rights()
    {
        var yaml = await AppliedAsync("b16");
        using var connection = Connection();
        await connection.Administration.SetUserPoliciesAsync("b16-user", ["readonly"]);
        var run = await NamesAsync(yaml, "the user b16-user may not write s3://b16/: AccessDenied");
        run.Error.ShouldContain("may not list s3://b16/");
    }

    [Fact]
    public async Task No_credentials()
    {
        var run = await lake.RunAsync(lake.Yaml("b17", "b17-user"), new Dictionary<string, string> { ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(lake.Folder, "none") }, "lake", "check");
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("no administrator's credentials");
        run.Error.ShouldContain("store.administrator.secret");
    }

    [Fact]
    public async Task Access_keys_are_issued_and_answers_are_decrypted()
    {
        await AppliedAsync("keys");
        using var connection = Connection();
        var minio = (MinIoAdministration)connection.Administration;
        (await minio.ListUsersAsync()).ShouldContain("keys-user");
        var issued = await minio.IssueAccessKeyAsync("keys-user", null);
        issued.SecretKey.Length.ShouldBeGreaterThan(20);
        (await connection.Http.As(issued).SendAsync(HttpMethod.Get, "/keys?list-type=2&max-keys=1")).Ok.ShouldBeTrue();
        await minio.RemoveAccessKeyAsync(issued.AccessKey);
        (await connection.Http.As(issued).SendAsync(HttpMethod.Get, "/keys?list-type=2&max-keys=1")).Ok.ShouldBeFalse();
    }

    private async Task<string> AppliedAsync(string name)
    {
        var yaml = lake.Yaml(name, name + "-user");
        var run = await lake.RunAsync(yaml, "lake", "apply");
        run.Exit.ShouldBe(0, run.Error);
        return yaml;
    }

    private async Task<VerbRun> NamesAsync(string yaml, string message, IReadOnlyDictionary<string, string>? environment = null)
    {
        var run = await lake.RunAsync(yaml, environment ?? lake.Server.Environment, "lake", "check");
        run.Exit.ShouldBe(1, run.Out + run.Error);
        run.Error.ShouldContain(message, Case.Sensitive, run.Out + run.Error);
        return run;
    }

    private static Dictionary<string, string> Keys(string access, string secret) => new() { ["AWS_ACCESS_KEY_ID"] = access, ["AWS_SECRET_ACCESS_KEY"] = secret };

    private LakeConnection Connection() => new(
        new StoreSpecification(StoreKind.MinIo, lake.Server.Endpoint, "ap-northeast-2", true, null, new(null, null)),
        new StoreCredentials(MinioServer.RootUser, MinioServer.RootPassword), TimeProvider.System);
}
