using System.Net.Sockets;
using Firesteel.History.Serving;
using Firesteel.Kube.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Firesteel.History.Hosting;

/// <summary>A history server on its own Kestrel.</summary>
public sealed class HistoryServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private HistoryServer(WebApplication app, HistoryLibrary library)
    {
        this.app = app;
        Library = library;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public HistoryLibrary Library { get; }

    /// <summary>Where it listens; with port 0 the system's choice.</summary>
    public Uri Address { get; }

    /// <param name="prepare">Adds services of others (pages).</param>
    /// <param name="extend">Adds their addresses.</param>
    /// <exception cref="ProblemException">The port is taken, or not ours to take.</exception>
    public static async Task<HistoryServer> StartAsync(HistoryOptions options, TimeProvider time, CancellationToken stop, Action<WebApplicationBuilder>? prepare = null, Action<WebApplication>? extend = null)
    {
        var library = new HistoryLibrary(options, time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // why it does not start is said by whoever started it
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        builder.Services.AddSingleton(library);
        builder.Services.AddSingleton(time);
        builder.Services.AddHostedService<HistoryScanner>();
        prepare?.Invoke(builder);
        var app = builder.Build();
        app.MapHistory(library);
        extend?.Invoke(app);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException refused) when (refused.InnerException is AddressInUseException or SocketException)
        {
            await app.DisposeAsync();
            throw new ProblemException(new Problem(Location.Option("--port"), $"{options.Host}:{options.Port} cannot be listened on: {refused.InnerException.Message}", "choose another port, or 0 for a free one"));
        }

        return new HistoryServer(app, library);
    }

    public Task WaitForShutdownAsync(CancellationToken stop) => Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.WaitForShutdownAsync(app, stop);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
