using System.CommandLine;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Credentials;
using Firesteel.Lake.ObjectStorage;
using Firesteel.Lake.Specification;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary>Which store the everyday tools work on: a lake file, an endpoint, or AWS; with the credentials of who calls.</summary>
internal sealed class LakeStoreOptions
{
    private readonly Option<string?> _file = new("--file", "-f") { Description = "The lake's description; by default lake.yaml if it is here and no endpoint is named.", HelpName = "lake.yaml" };
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "URL of the store; also AWS_ENDPOINT_URL.", HelpName = "URL" };
    private readonly Option<string?> _region = new("--region") { Description = "Region; also AWS_REGION.", HelpName = "region" };

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_endpoint);
        command.Options.Add(_region);
    }

    public async Task<IObjectStoreClient> OpenAsync(ParseResult parsed, Terminal terminal, CancellationToken stop)
    {
        var store = Store(parsed, terminal);
        var credentials = await AdministratorKeys.FindAsync(store.Administrator, terminal.Environment, () => ClusterConnector.Connect(null, null, terminal).Client, stop);
        return new SdkObjectStoreClient(store, credentials);
    }

    private StoreSpecification Store(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(_file) is { } file)
            return LakeFileOption.Read(file, terminal).Store;
        var endpoint = parsed.GetValue(_endpoint) ?? (terminal.Environment("AWS_ENDPOINT_URL_S3") is { Length: > 0 } own ? own : terminal.Environment("AWS_ENDPOINT_URL"));
        if (endpoint is not { Length: > 0 } && File.Exists("lake.yaml"))
            return LakeFileOption.Read("lake.yaml", terminal).Store;
        var region = parsed.GetValue(_region) ?? (terminal.Environment("AWS_REGION") is { Length: > 0 } named ? named : terminal.Environment("AWS_DEFAULT_REGION") is { Length: > 0 } usual ? usual : "us-east-1");
        if (!RegionName.IsValid(region))
            throw new ProblemException(new Problem(Location.Option("--region"), $"{region} is no region", RegionName.Cure));
        if (endpoint is not { Length: > 0 })
            return new StoreSpecification(StoreKind.Aws, new Uri($"https://s3.{region}.amazonaws.com"), region, PathStyle: false, null, new(null, null));
        var (uri, what, cure) = EndpointText.Check(endpoint);
        return uri is not null && what is null ? new StoreSpecification(StoreKind.MinIo, uri, region, PathStyle: true, null, new(null, null))
            : throw new ProblemException(new Problem(Location.Option("--endpoint"), $"the endpoint {what}", cure ?? "write http://host:port"));
    }
}
