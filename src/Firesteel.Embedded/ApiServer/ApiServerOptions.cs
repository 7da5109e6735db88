using System.Collections.Immutable;
using System.Net;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.ApiServer;

/// <summary>How an <see cref="EmbeddedApiServer"/> is to run.</summary>
/// <param name="Address">Where to listen.</param>
/// <param name="Port">0 takes a free one.</param>
/// <param name="Tls">False serves plain HTTP, for replays of recordings.</param>
/// <param name="StateDirectory">Keeps the authority, the administrator's token and the signing key beyond a restart; null keeps nothing.</param>
/// <param name="NamespacesMustExist">Objects are only created in namespaces that are there and not about to go.</param>
/// <param name="ServiceAccounts">Each namespace gets its <c>default</c> account, and each pod its token volume.</param>
/// <param name="BuiltInKinds">False serves only definitions and what they define, like the API server library alone.</param>
public sealed record ApiServerOptions(
    IPAddress? Address = null,
    int Port = 0,
    bool Tls = true,
    string? StateDirectory = null,
    bool NamespacesMustExist = true,
    bool ServiceAccounts = true,
    bool BuiltInKinds = true)
{
    /// <summary>Everything that is wrong with the options, at once.</summary>
    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (Port is < 0 or > 65535)
            problems.Add(new(Location.Option("port"), $"{Port} is no port", "choose one between 1 and 65535, or 0 for a free one"));
        if (StateDirectory is { Length: 0 })
            problems.Add(new(Location.Option("state directory"), "the name is empty", "name a directory, or leave the option out"));
        else if (StateDirectory is not null && File.Exists(StateDirectory))
            problems.Add(new(Location.Option("state directory"), $"{StateDirectory} is a file", "name a directory"));
        return problems.ToImmutable();
    }
}
