using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;
using Firesteel.Lake.Secrets;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake secret</c>: the users' keys as Kubernetes secrets.</summary>
internal sealed class LakeSecretVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var file = LakeFileOption.Create();
        var kubeconfig = LakeKubeconfigOption.Create();
        var only = new Option<string?>("--namespace", "-n") { Description = "Only the secrets of this namespace.", HelpName = "namespace" };
        var variables = new Option<string?>("--env") { Description = "Print the keys of this user as shell variables instead: eval \"$(firesteel lake secret --env USER)\"", HelpName = "user" };
        var command = new Command("secret", "Print the Kubernetes secrets of the lake's users as YAML: pipe it into kubectl apply -f -") { file, kubeconfig, only, variables };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            using var session = await LakeSession.OpenAsync(parsed.GetValue(file)!, parsed.GetValue(kubeconfig), terminal, stop);
            if (parsed.GetValue(variables) is { } name)
            {
                var keys = session.KeysOf(session.Lake.Users.FirstOrDefault(user => user.Name == name)
                    ?? throw new ProblemException(new Problem(Location.Option("--env"), $"the lake has no user {name}", $"its users are {string.Join(", ", session.Lake.Users.Select(user => user.Name))}")));
                terminal.Out.WriteLine($"export AWS_ACCESS_KEY_ID={keys.AccessKey}");
                terminal.Out.WriteLine($"export AWS_SECRET_ACCESS_KEY='{keys.SecretKey.Replace("'", "'\\''")}'");
                return ExitCode.Ok;
            }

            var secrets = session.Lake.Users.SelectMany(user => user.Secrets.Select(target => (user, target)))
                .Where(pair => parsed.GetValue(only) is not { } chosen || pair.target.Namespace == chosen).ToList();
            if (secrets.Count == 0)
                throw new ProblemException(new Problem(Location.Option("--namespace"), "no user of the lake has a secret there", "add users[].secrets with namespace and name to lake.yaml"));

            var first = true;
            foreach (var (user, target) in secrets)
            {
                if (!first)
                    terminal.Out.WriteLine("---");
                first = false;
                var keys = session.Connection.Administration.Features is { Users: true, ChoosesKeys: false }
                    ? await session.Connection.Administration.IssueAccessKeyAsync(user.Name, null, stop)
                    : session.KeysOf(user);
                terminal.Out.Write(new Text(YamlWriter.Write(SecretManifest.Of(target, keys).Json)));
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
