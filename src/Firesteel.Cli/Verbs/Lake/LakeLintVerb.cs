using System.Collections.Immutable;
using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;
using Firesteel.Lake.Linting;
using Firesteel.Lake.Rules;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake lint</c>: the rules about Spark on S3, on files.</summary>
internal sealed class LakeLintVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var files = new Argument<string[]>("file") { Description = "Manifests, spark-defaults.conf, scripts, lake.yaml; anything else is read as a log.", Arity = ArgumentArity.OneOrMore };
        var lake = new Option<string?>("--file", "-f") { Description = "The lake they shall work on: also compares endpoint, region and buckets.", HelpName = "lake.yaml" };
        var version = new Option<string?>("--spark-version") { Description = "For files that do not say it.", HelpName = "3.5.7" };
        var patch = new Option<bool>("--patch") { Description = "Print the cures as a JSON merge patch: kubectl patch --type merge takes it." };
        var cured = new Option<bool>("--cured") { Description = "Print the manifest with all cures that need no decision." };
        var command = new Command("lint", "Say what is wrong for Spark on S3 in manifests, configurations, scripts and logs, each with its cure. Exits with 1 when there is an error.") { files, lake, version, patch, cured };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var known = parsed.GetValue(lake) is { } path ? LakeFileOption.Read(path, terminal) : null;
            var findings = ImmutableArray.CreateBuilder<Finding>();
            foreach (var file in parsed.GetValue(files)!)
            {
                var text = await ReadAsync(file, stop);
                var found = Linter.Lint(text, file, parsed.GetValue(version), known);
                findings.AddRange(found);
                if (parsed.GetValue(cured))
                    terminal.Out.Write(new Text(YamlWriter.Write(Linter.Cured(text, file, known) ?? throw new ProblemException(new Problem(Location.None, $"{file} is no single Spark manifest", "give one SparkApplication in a file")))));
                if (parsed.GetValue(patch))
                    terminal.Out.WriteLine(found.Select(finding => finding.Patch).OfType<System.Text.Json.Nodes.JsonObject>().Aggregate(new System.Text.Json.Nodes.JsonObject(), MergePatch.Join).ToJsonString());
            }

            terminal.Error.Write(findings);
            return findings.Any(finding => finding.Problem.Severity == Severity.Error) ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<string> ReadAsync(string file, CancellationToken stop)
    {
        try
        {
            return await File.ReadAllTextAsync(file, stop);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(new Problem(Location.None, $"there is no file {file}", "check the path"));
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(file))
        {
            throw new ProblemException(new Problem(Location.None, $"{file} is a directory", "name its files"));
        }
    }
}
