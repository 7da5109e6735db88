using Firesteel.Cli.Shell;
using Firesteel.Cli.Verbs.About;

// The commonest question of scripts, answered before anything is loaded.
if (args is ["version"] or ["--version"])
{
    System.Console.WriteLine(VersionVerb.Text);
    return 0;
}

return await CommandLine.RunAsync(args, Terminal.OfProcess());
