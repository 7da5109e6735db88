using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;

namespace Firesteel.Tests.Kube.Yaml;

public sealed class YamlProblemTests
{
    [Theory]
    [InlineData("spec:\n\tdriver: 1\n", "app.yaml:2:1: a tab stands in the indentation; indent with spaces")]
    [InlineData("spec:\n  driver:\n    cores: 1\n\tmemory: 1g\n", "app.yaml:4:1: a tab stands in the indentation; indent with spaces")]
    [InlineData("a: 1\na: 2\n", "app.yaml:2:1: the key \"a\" stands here and in line 1; keep one of them")]
    [InlineData("a: *nope\n", "app.yaml:1:4: no anchor is called nope; mark a value above with &nope, or quote the text if it is none")]
    [InlineData("a: &x [*x]\n", "app.yaml:1:8: the anchor x contains itself; break the circle")]
    [InlineData("a: .inf\n", "app.yaml:1:4: .inf has no form in JSON; quote it if a text is meant")]
    public void One_line_says_where_what_and_the_cure(string yaml, string line) =>
        YamlReader.Read(yaml, "app.yaml").Problems.Select(problem => problem.ToString()).ShouldBe([line]);

    [Theory]
    [InlineData("a:\n  b: 1\n c: 2\n", 3)]
    [InlineData("a: 1\n---\nb: [\n---\nc: 1\n", 3)]
    [InlineData("a: \"x\nb: 3\n", 1)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("a: {{ name }}\n", 1)]
    [InlineData("metadata:\n  name: x\n   labels: y\n", 3)]
    [InlineData("a:\n- x\n b: 1\n", 3)]
    [InlineData("a: [1, 2\nb: 3\n", 1)]
    [InlineData("a: @x\n", 1)]
    [InlineData("a: \"\\q\"\n", 1)]
    public void A_syntax_error_is_one_line_near_its_place(string yaml, int line)
    {
        var problem = YamlReader.Read(yaml, "app.yaml").Problems.ShouldHaveSingleItem();
        problem.ToString().ShouldNotContain("\n");
        problem.Cure.ShouldNotBeEmpty();
        int.Parse(problem.Where.Text.Split(':')[1]).ShouldBeInRange(line, line + 2);
    }

    [Fact]
    public void An_error_in_one_document_hides_none_in_the_next()
    {
        var read = YamlReader.Read("a: 1\n---\nb: [\n---\nc: 1\nc: 2\n---\nd: 4\n", "app.yaml");
        read.Problems.Length.ShouldBe(2);
        read.Documents.Select(document => document.Root.ToJsonString()).ShouldBe(["""{"a":1}""", """{"c":2}""", """{"d":4}"""]);
    }

    [Fact]
    public void An_alias_bomb_is_refused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        YamlReader.Read(bomb, "bomb.yaml").Problems.ShouldHaveSingleItem().What.ShouldContain("too big");
    }

    [Fact]
    public void A_merge_bomb_is_refused()
    {
        var bomb = "a: &a {" + string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"k{i}: 1")) + "}\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"b{i}: {{<<: *a, <<: *a}}\n"));
        var read = YamlReader.Read(bomb, "bomb.yaml");
        read.HasErrors.ShouldBeTrue();
        read.Problems[^1].What.ShouldContain("too big");
        read.Problems.Length.ShouldBeLessThan(3000);
    }

    [Theory, InlineData('[', ']'), InlineData('{', '}')]
    public void Endless_nesting_is_refused(char open, char close) =>
        YamlReader.Read(string.Concat(Enumerable.Repeat(open == '[' ? "[" : "{a: ", 20_000)) + new string(close, 20_000), "deep.yaml")
            .Problems.ShouldHaveSingleItem().What.ShouldContain("deep");
}
