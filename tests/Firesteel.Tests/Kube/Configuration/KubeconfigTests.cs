using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Firesteel.Kube.Configuration;
using Firesteel.Kube.Configuration.Credentials;
using Firesteel.Kube.Problems;

namespace Firesteel.Tests.Kube.Configuration;

public sealed class KubeconfigTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("firesteel-kubeconfig").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_context_leads_to_a_server_and_a_user()
    {
        using var key = ECDsa.Create();
        var certificate = new CertificateRequest("CN=ca", key, HashAlgorithmName.SHA256).CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, default), new(2040, 1, 1, 0, 0, 0, default)).ExportCertificatePem();
        var text = $$"""
            apiVersion: v1
            kind: Config
            current-context: dev
            clusters:
            - name: one
              cluster:
                server: https://127.0.0.1:6443
                certificate-authority-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate))}}
                tls-server-name: kubernetes
                proxy-url: socks5://127.0.0.1:1080
            users:
            - name: me
              user: {client-certificate-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate))}}, client-key-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem()))}}, token: secret-token}
            contexts:
            - name: dev
              context: {cluster: one, user: me, namespace: spark}
            """;
        var configuration = Kubeconfig.Parse(text, "config").Resolve();
        (configuration.Server, configuration.Namespace, configuration.TlsServerName, configuration.Proxy)
            .ShouldBe((new Uri("https://127.0.0.1:6443"), "spark", "kubernetes", new Uri("socks5://127.0.0.1:1080")));
        configuration.Authorities!.Count.ShouldBe(1);
        configuration.Credentials.Certificate!.HasPrivateKey.ShouldBeTrue();
        (await configuration.Credentials.AuthorizeAsync(null, default))!.ToString().ShouldBe("Bearer secret-token");
        using var client = configuration.CreateHttpClient();
        client.BaseAddress.ShouldBe(configuration.Server);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_place_and_without_secrets()
    {
        const string text = """
            current-context: dev
            clusters:
            - name: one
              cluster:
                server: "ftp://x"
                certificate-authority-data: "%%%"
                insecure-skip-tls-verify: "yes please"
            users:
            - name: me
              user:
                token: [hunter2]
                client-key: missing.pem
            contexts:
            - name: dev
              context: {cluster: one, user: me, namespace: 5}
            """;
        var problems = Should.Throw<ProblemException>(() => Kubeconfig.Parse(text, "/nowhere/config").Resolve()).Problems.Select(problem => problem.ToString()).ToList();
        problems.ShouldBe(
        [
            "/nowhere/config:5:5: server is no address; write https://HOST:PORT",
            "/nowhere/config:7:5: insecure-skip-tls-verify is neither true nor false; write true or false, without quotes",
            "/nowhere/config:15:37: namespace is no text; quote it",
            "/nowhere/config:6:5: certificate-authority-data is no base64; write the kubeconfig again, or name a file with certificate-authority",
            "/nowhere/config:12:5: /nowhere/missing.pem cannot be read (it does not exist); correct the path or its rights",
            "/nowhere/config:11:5: token is no text; quote it",
        ]);
        string.Concat(problems).ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("current-context: nope\ncontexts:\n- {name: dev, context: {cluster: c}}\n", "config:1:1: no context is called nope; there are: dev")]
    [InlineData("contexts:\n- {name: dev, context: {cluster: c}}\n", "the kubeconfig has no current-context; choose one with --context or kubectl config use-context; there are: dev")]
    [InlineData("current-context: dev\ncontexts:\n- {name: dev, context: {cluster: c}}\n", "config:3:25: no cluster is called c; there are: none")]
    [InlineData("current-context: dev\nclusters: {}\n", "config:2:1: clusters is no list; write clusters: as a list of entries with a name and a cluster")]
    [InlineData("- a\n", "config:1:1: a kubeconfig is a mapping with clusters, users and contexts; name a kubeconfig")]
    [InlineData("current-context: dev\n\tclusters: []\n", "config:2:1: a tab stands in the indentation; indent with spaces")]
    [InlineData("current-context: d\ncontexts:\n- {name: d, context: {cluster: c}}\nclusters:\n- name: c\n  cluster: {}\n", "config:6:3: the cluster c has no server; add server: https://HOST:PORT")]
    public void A_bad_kubeconfig_is_one_line(string text, string line) =>
        Should.Throw<ProblemException>(() => Kubeconfig.Parse(text, "config").Resolve()).Problems.ShouldHaveSingleItem().ToString().ShouldBe(line);

    [Fact]
    public void In_a_list_of_files_the_first_that_names_something_wins()
    {
        Write("a", "current-context: dev\nclusters:\n- {name: c, cluster: {server: 'https://a'}}\n");
        Write("b", "current-context: other\nclusters:\n- {name: c, cluster: {server: 'https://b'}}\ncontexts:\n- {name: dev, context: {cluster: c}}\n");
        var environment = Environment(("KUBECONFIG", $"{folder}/missing:{folder}/a:{folder}/b"));
        var configuration = KubeConfiguration.Load(environment: environment);
        configuration.Server.Host.ShouldBe("a");
    }

    [Fact]
    public void A_named_file_that_does_not_exist_is_a_problem() =>
        Should.Throw<ProblemException>(() => KubeConfiguration.Load($"{folder}/nope", environment: Environment())).Problems.Single().Where.Text.ShouldBe($"{folder}/nope");

    [Fact]
    public void Nothing_at_all_is_a_problem_with_a_cure() =>
        Should.Throw<ProblemException>(() => KubeConfiguration.Load(environment: Environment())).Problems.Single().Cure.ShouldContain("firesteel up");

    [Fact]
    public async Task In_a_pod_the_rotated_token_is_read_again()
    {
        Write("token", "first\n");
        Write("namespace", "spark");
        var clock = new JumpingClock();
        var environment = Environment(("KUBERNETES_SERVICE_HOST", "fd00::1"), ("KUBERNETES_SERVICE_PORT", "6443")) with { ServiceAccount = folder, Time = clock };
        var configuration = KubeConfiguration.Load(environment: environment);
        (configuration.Server.ToString(), configuration.Namespace).ShouldBe(("https://[fd00::1]:6443/", "spark"));
        var first = await configuration.Credentials.AuthorizeAsync(null, default);
        Write("token", "second\n");
        (await configuration.Credentials.AuthorizeAsync(null, default)).ShouldBe(first);
        (await configuration.Credentials.AuthorizeAsync(first, default))!.Parameter.ShouldBe("second");
        Write("token", "third\n");
        await Task.Delay(TimeSpan.FromSeconds(30), clock);
        await Task.Delay(TimeSpan.FromSeconds(30), clock);
        (await configuration.Credentials.AuthorizeAsync(null, default))!.Parameter.ShouldBe("third");
        File.Delete($"{folder}/token");
        await Task.Delay(TimeSpan.FromSeconds(59), clock);
        await Task.Delay(TimeSpan.FromSeconds(59), clock);
        (await configuration.Credentials.AuthorizeAsync(null, default))!.Parameter.ShouldBe("third");
    }

    [Fact]
    public void A_plug_in_is_understood()
    {
        const string text = """
            current-context: d
            contexts: [{name: d, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://x", tls-server-name: other}}]
            users:
            - name: u
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: ./bin/login
                  args: [--cluster, "5"]
                  env: [{name: A, value: B}]
                  installHint: apt install login
                  provideClusterInfo: true
            """;
        Kubeconfig.Parse(text, "/k/config").Resolve().Credentials.ShouldBeOfType<ExecCredentials>();
        Should.Throw<ProblemException>(() => Kubeconfig.Parse(text.Replace("io/v1\n", "io/v1alpha1\n"), "/k/config").Resolve()).Problems.Single().Where.Text.ShouldBe("/k/config:8:7");
    }

    private KubeEnvironment Environment(params (string Name, string Value)[] variables) => new()
    {
        Variable = name => variables.FirstOrDefault(variable => variable.Name == name).Value,
        Home = $"{folder}/home",
        ServiceAccount = $"{folder}/absent",
    };

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
