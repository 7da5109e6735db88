using System.Net;
using System.Net.Sockets;
using System.Text;
using Firesteel.Embedded.ObjectStore.Disk;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Lifecycle;
using Firesteel.Embedded.ObjectStore.Memory;
using Firesteel.Embedded.ObjectStore.Storage;
using Firesteel.Kube.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ObjectStore;

/// <summary>An S3 endpoint in this process.</summary>
public sealed class ObjectStoreServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IObjectStorage _storage;
    private readonly ExpirationSweeper _sweeper;

    private ObjectStoreServer(WebApplication app, IObjectStorage storage, ExpirationSweeper sweeper, Uri address) =>
        (_app, _storage, _sweeper, Address) = (app, storage, sweeper, address);

    /// <summary>Where it answers, with the port it was given.</summary>
    public Uri Address { get; }

    /// <exception cref="ProblemException">The options are wrong.</exception>
    public static async Task<ObjectStoreServer> StartAsync(ObjectStoreOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken stop)
    {
        if (options.Validate() is { Count: > 0 } problems)
            throw new ProblemException([.. problems]);
        var log = logs.CreateLogger("Firesteel.ObjectStore");
        IObjectStorage storage = options.DataDirectory is { } directory ? OpenDisk(directory, options, time, log) : new MemoryStorage();
        try
        {
            var store = new StoreContext(options, storage, time, log);
            var app = Build(options, logs, new S3Front(store).HandleAsync);
            await BindAsync(app, options, stop);
            var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            log.Listening(bound.ToString(), options.DataDirectory ?? "memory");
            return new(app, storage, ExpirationSweeper.Start(store), bound);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static DiskStorage OpenDisk(string directory, ObjectStoreOptions options, TimeProvider time, ILogger log)
    {
        try
        {
            return DiskStorage.Open(directory, options.Fsync, time, log);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var (what, cure) = File.Exists(directory) ? ($"{directory} is a file", "name a directory")
                : refused is IOException && File.Exists(Path.Combine(directory, "index", "LOCK")) && refused.Message.Contains("LOCK", StringComparison.Ordinal)
                    ? ($"another store has {directory} open", "stop it, or name another directory")
                    : ($"{directory} cannot be opened: {refused.Message.TrimEnd('.')}", "name a directory that this user may write to");
            throw new ProblemException(new Problem(Location.Option("--data"), what, cure));
        }
    }

    private static async Task BindAsync(WebApplication app, ObjectStoreOptions options, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            await app.DisposeAsync();
            var taken = refused.InnerException is AddressInUseException;
            throw new ProblemException(new Problem(
                Location.Option(taken ? "--port" : "--address"),
                taken ? $"port {options.Port} of {options.Address} is taken" : $"cannot listen on {options.Address}:{options.Port}: {refused.Message.TrimEnd('.')}",
                taken ? "stop what listens there, or name another port; 0 takes a free one" : "name an address of this machine, such as 127.0.0.1"));
        }
    }

    private static WebApplication Build(ObjectStoreOptions options, ILoggerFactory logs, RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(logs);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        if (options.Certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 500;
            // Bytes above 0x7F in headers come and go as they are; signatures are over bytes.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Listen(new IPEndPoint(options.Address, options.Port), listen =>
            {
                if (options.Certificate is { } certificate)
                    listen.UseHttps(certificate);
            });
        });
        var app = builder.Build();
        app.Run(handle);
        return app;
    }
}
