using System.Text;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;
using Firesteel.Lake.Linting;
using Firesteel.Lake.Specification;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Lake.Linting;

/// <summary>A team's first job on MinIO as it was written: every fault is named, and the cures make it right.</summary>
public sealed class MinioTestJobTests
{
    private static readonly string Folder = Checkout.File("tests", "golden", "lake", "minio-test");
    private static readonly LakeSpecification Lake = LakeFile.Read(Read("lake.yaml"), "lake.yaml");

    [Fact]
    public void Its_faults_are_named_with_cures()
    {
        var said = new StringBuilder();
        foreach (var file in (string[])["spark-minio-test.yaml", "minio-test.py", "spark-history-server.yaml"])
        {
            foreach (var finding in Linter.Lint(Read(file), file, "3.5.7", Lake))
                said.AppendLine($"{finding.Problem.Severity.ToString().ToLowerInvariant()} {finding}");
        }

        Golden("expected.txt", said.ToString());
        said.ToString().ShouldContain("error spark-minio-test.yaml:13:5: spark.hadoop.fs.s3a.endpoint is a Markdown link");
        said.ToString().ShouldContain("lake/signer");
        said.ToString().ShouldContain("lake/committer-v2");
    }

    [Fact]
    public void The_cures_leave_no_error()
    {
        var cured = YamlWriter.Write(Linter.Cured(Read("spark-minio-test.yaml"), "spark-minio-test.yaml", Lake)!);
        Golden("cured.yaml", cured);
        var left = Linter.Lint(cured, "cured.yaml", null, Lake);
        left.Where(finding => finding.Problem.Severity == Severity.Error).ShouldBeEmpty();
        left.Select(finding => finding.Rule).ShouldBe(["lake/rename-committer"]);
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private static void Golden(string name, string text)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(Path.Combine(Folder, name), text);
        text.ShouldBe(Read(name));
    }
}
