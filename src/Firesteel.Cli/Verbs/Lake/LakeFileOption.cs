using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>-f lake.yaml</c>, read and checked.</summary>
internal static class LakeFileOption
{
    public static Option<string> Create() => new("--file", "-f") { Description = "The lake's description.", DefaultValueFactory = _ => "lake.yaml", HelpName = "lake.yaml" };

    public static LakeSpecification Read(string path, Terminal terminal)
    {
        string text;
        try
        {
            text = path == "-" ? terminal.In.ReadToEnd() : File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(new Problem(Location.Option("--file"), $"there is no file {path}", "name a lake.yaml with -f; examples/lake.yaml is one"));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(Location.Option("--file"), $"cannot read {path}: {missing.Message.TrimEnd('.')}", "name a lake.yaml with -f; examples/lake.yaml is one"));
        }

        var (lake, problems) = LakeFile.TryRead(text, path == "-" ? "stdin" : path);
        if (lake is null || problems.Any(problem => problem.Severity == Severity.Error))
            throw new ProblemException(problems);
        terminal.Error.Write(problems);
        return lake;
    }
}
