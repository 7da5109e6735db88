using System.CommandLine;
using Firesteel.Cli.Platform;
using Firesteel.Cli.Shell;
using Firesteel.Console.Hosting;
using Firesteel.History.Hosting;
using Firesteel.History.Serving;
using Firesteel.Kube.Problems;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.History;

/// <summary><c>firesteel history serve</c>.</summary>
internal sealed class HistoryServeVerb : IHistoryVerb
{
    public Command Build(Terminal terminal)
    {
        var shared = new HistoryOptionSet();
        var port = new Option<int?>("--port", "-p") { Description = "Port to listen on; 0 = any free one. [default: 18080]" };
        var host = new Option<string>("--host") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
        var api = new Option<string>("--spark-api") { Description = "Whose answers /api/v1 gives: 3.5 or 4.1.", DefaultValueFactory = _ => "4.1" };
        api.AcceptOnlyFromAmong([.. SparkApi.All.Select(version => version.Name)]);
        var memory = new Option<string?>("--max-memory") { Description = "Bound for the applications held in memory, such as 2g. [default: 1g]" };
        var cache = new Option<string?>("--cache-dir") { Description = "Keep replayed applications and the list here over restarts (spark.history.store.path)." };
        var userHeader = new Option<string?>("--user-header") { Description = "Header in which a reverse proxy names the user, for access control." };
        var groupsHeader = new Option<string?>("--groups-header") { Description = "Header with the user's groups, separated by commas." };
        var command = new Command("serve", "Serve event logs: Spark's REST API, the same addresses, any log at once.") { port, host, api, memory, cache, userHeader, groupsHeader };
        shared.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var options = shared.Read(parsed, terminal);
            var bytes = parsed.GetValue(memory) is { } text
                ? SparkSettings.ParseSize(text) ?? throw new ProblemException(new Problem(Location.Option("--max-memory"), $"'{text}' is no size", "write for example 2g"))
                : options.MaxMemoryBytes;
            options = options with
            {
                Port = parsed.GetValue(port) ?? options.Port,
                Host = parsed.GetValue(host)!,
                Api = SparkApi.All.First(version => version.Name == parsed.GetValue(api)),
                MaxMemoryBytes = bytes,
                CacheDirectory = parsed.GetValue(cache) ?? options.CacheDirectory,
                Access = options.Access with { UserHeader = parsed.GetValue(userHeader), GroupsHeader = parsed.GetValue(groupsHeader) },
            };
            await using var server = await HistoryServer.StartAsync(options, terminal.Time, stop, prepare: builder => PlatformLogging.Write(builder.Logging), extend: app => app.MapConsole(app.Services.GetRequiredService<HistoryLibrary>()));
            terminal.Out.WriteLine($"history server on {server.Address}");
            await server.WaitForShutdownAsync(stop);
            return ExitCode.Ok;
        });
        return command;
    }
}
