using System.Text;
using System.Xml.Linq;
using Firesteel.Cli.Platform;
using Firesteel.Cli.Platform.Lake;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Signing;
using Firesteel.TestKit.Files;

namespace Firesteel.Tests.Cli.Platform;

public sealed class PlatformLakeTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();

    [Fact]
    public void Keys_are_made_once_and_only_their_owner_reads_them()
    {
        var file = Path.Combine(_files.Path, "state", "store-keys");
        var made = StoreRootFile.LoadOrCreate(file);
        StoreRootFile.LoadOrCreate(file).ShouldBe(made);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        made.ToString().ShouldNotContain(made.SecretKey);
        StoreRootFile.LoadOrCreate(Path.Combine(_files.Path, "other")).SecretKey.ShouldNotBe(made.SecretKey);
    }

    [Fact]
    public void A_damaged_file_of_keys_is_a_problem_with_a_cure()
    {
        var problem = Should.Throw<ProblemException>(() => StoreRootFile.LoadOrCreate(_files.Write("store-keys", "nonsense"))).Problems.ShouldHaveSingleItem();
        problem.Where.Text.ShouldEndWith("store-keys");
        problem.Cure.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_application_gets_the_address_by_config_map_and_the_keys_by_secret()
    {
        var lake = PlatformLakeFile.Read(PlatformLakeFile.Text(new Uri("http://127.0.0.1:19000")), "lake.yaml");
        var objects = LakeObjects.For(lake, new StoreCredentials("spark", "a-secret-key")).ToDictionary(item => item.Type.Kind, item => item.Object);
        objects.Values.ShouldAllBe(item => item.Name == "firesteel-lake" && item.Namespace == "default");
        var data = objects["Secret"].Json["data"]!;
        Encoding.UTF8.GetString(Convert.FromBase64String((string)data["AWS_SECRET_ACCESS_KEY"]!)).ShouldBe("a-secret-key");
        data["AWS_ACCESS_KEY_ID"].ShouldNotBeNull();

        var site = (string)objects["ConfigMap"].Json["data"]!["core-site.xml"]!;
        site.ShouldNotContain("a-secret-key");
        var settings = XDocument.Parse(site).Root!.Elements("property").ToDictionary(property => property.Element("name")!.Value, property => property.Element("value")!.Value);
        settings["fs.s3a.endpoint"].ShouldBe("http://127.0.0.1:19000");
        settings["fs.s3a.path.style.access"].ShouldBe("true");
        settings.Keys.ShouldAllBe(name => name.StartsWith("fs.s3a.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_bad_port_is_said_by_its_option()
    {
        var options = new PlatformOptions(new PlatformPaths(_files.Path), 70000, "kubeconfig", [], StorePort: -1, HistoryPort: 65536);
        options.Validate().Select(problem => problem.Where.Text).ShouldBe(["--port", "--store-port", "--history-port"]);
        new PlatformOptions(new PlatformPaths(_files.Path), 0, "kubeconfig", [], HistoryPort: 0).Validate().ShouldHaveSingleItem().Cure.ShouldContain("--no-history");
    }

    public void Dispose() => _files.Dispose();
}
