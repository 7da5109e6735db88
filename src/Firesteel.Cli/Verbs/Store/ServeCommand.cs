using System.CommandLine;
using System.Net;
using Firesteel.Cli.Shell;
using Firesteel.Embedded.ObjectStore;
using Firesteel.Kube.Problems;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Store;

/// <summary><c>firesteel store serve</c>.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Data = new("--data") { Description = "Keep objects in this directory.", HelpName = "DIR" };
    private static readonly Option<bool> Memory = new("--memory") { Description = "Keep objects in memory only." };
    private static readonly Option<int> Port = new("--port") { Description = "Port to listen on; 0 takes a free one.", DefaultValueFactory = _ => 9000 };
    private static readonly Option<string> Address = new("--address") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
    private static readonly Option<string> Region = new("--region") { Description = "Region that clients must sign for.", DefaultValueFactory = _ => "us-east-1" };
    private static readonly Option<string[]> Domain = new("--domain") { Description = "Domain whose sub-domains are bucket names; may be repeated.", HelpName = "NAME" };
    private static readonly Option<FsyncPolicy> Fsync = new("--fsync") { Description = "When bytes are forced to the disk.", DefaultValueFactory = _ => FsyncPolicy.Always };
    private static readonly Option<string?> Certificate = new("--cert") { Description = "PEM file with the certificate: serves HTTPS.", HelpName = "FILE" };
    private static readonly Option<string?> Key = new("--key") { Description = "PEM file with the certificate's key.", HelpName = "FILE" };
    private static readonly Option<double> LifecycleInterval = new("--lifecycle-interval") { Description = "Seconds between two looks for expired objects.", DefaultValueFactory = _ => 600 };
    private static readonly Option<double> LifecycleDay = new("--lifecycle-day") { Description = "Seconds that a day of a lifecycle rule takes; shorter for tests.", DefaultValueFactory = _ => 86400 };

    public static Command Build(Terminal terminal)
    {
        var command = new Command(
            "serve",
            "Serve S3 until stopped. The root user comes from FIRESTEEL_STORE_ROOT_USER and FIRESTEEL_STORE_ROOT_PASSWORD (or MINIO_ROOT_USER and MINIO_ROOT_PASSWORD); "
            + "without them one is generated and printed once. FIRESTEEL_STORE_ENCRYPTION_KEY, the base64 of 32 bytes, turns on encryption at rest (SSE-S3).")
        {
            Data, Memory, Port, Address, Region, Domain, Fsync, Certificate, Key, LifecycleInterval, LifecycleDay,
        };
        command.OnRun(terminal, (parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken stop)
    {
        var root = RootCredentials.From(terminal.Environment);
        var options = Options(parsed, root, EncryptionKey.From(terminal.Environment));
        using var logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft", LogLevel.Critical).AddProvider(new TerminalLogs(terminal.Error)));
        await using var server = await ObjectStoreServer.StartAsync(options, terminal.Time, logs, stop);
        terminal.Out.WriteLine($"object store on {server.Address.GetLeftPart(UriPartial.Authority)}, {(options.DataDirectory is { } directory ? $"data in {directory}" : "data in memory only")}, region {options.Region}");
        if (root.Generated)
            terminal.Out.WriteLine($"root user (generated, shown only now): {root.User} {root.Password}");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, terminal.Time, stop);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("stopping");
        }

        return ExitCode.Ok;
    }

    private static ObjectStoreOptions Options(ParseResult parsed, RootCredentials root, byte[]? encryptionKey)
    {
        var problems = new List<Problem>();
        var data = parsed.GetValue(Data);
        if (data is null == !parsed.GetValue(Memory))
            problems.Add(new(Location.Option("--data"), "it is not said where objects are kept", "give either --data DIR or --memory"));
        if (!IPAddress.TryParse(parsed.GetValue(Address), out var address))
            problems.Add(new(Location.Option("--address"), $"{parsed.GetValue(Address)} is not an address", "use one such as 127.0.0.1"));
        var (certificate, key) = (parsed.GetValue(Certificate), parsed.GetValue(Key));
        if (certificate is null != key is null)
            problems.Add(new(Location.Option("--cert"), "HTTPS needs a certificate and its key", "give both --cert and --key"));
        foreach (var file in new[] { certificate, key }.Where(file => file is not null && !File.Exists(file)))
            problems.Add(new(Location.Option("--cert"), $"there is no file {file}", "give the path of a PEM file"));
        var options = new ObjectStoreOptions
        {
            DataDirectory = data is null ? null : Path.GetFullPath(data),
            Address = address ?? IPAddress.Loopback,
            Port = parsed.GetValue(Port),
            RootUser = root.User,
            RootPassword = root.Password,
            EncryptionKey = encryptionKey,
            Region = parsed.GetValue(Region) ?? "",
            Domains = [.. parsed.GetValue(Domain) ?? []],
            Fsync = parsed.GetValue(Fsync),
            LifecycleInterval = TimeSpan.FromSeconds(parsed.GetValue(LifecycleInterval)),
            LifecycleDay = TimeSpan.FromSeconds(parsed.GetValue(LifecycleDay)),
        };
        problems.AddRange(options.Validate());
        if (problems.Count > 0)
            throw new ProblemException([.. problems]);
        return certificate is null ? options : options with { Certificate = PemFiles.Read(certificate, key!) };
    }
}
