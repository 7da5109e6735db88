using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Firesteel.IntegrationTests.Runtimes;

/// <summary>A catalogue in the shape of Adoptium's, with one archive.</summary>
internal sealed class JavaCatalogue : IAsyncDisposable
{
    private readonly WebApplication _application;

    private JavaCatalogue(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.Single() + "/");

    /// <summary>The ranges that were asked for.</summary>
    public ConcurrentQueue<string> Ranges { get; } = [];

    /// <param name="sum">What the catalogue says of the archive; the truth when null.</param>
    /// <param name="cutFirst">The first download ends in the middle.</param>
    public static async Task<JavaCatalogue> StartAsync(byte[] archive, string? sum = null, bool cutFirst = false, string? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var catalogue = new JavaCatalogue(builder.Build());
        catalogue._application.Run(context => context.Request.Path.Value switch
        {
            "/v3/assets/latest/17/hotspot" => context.Response.WriteAsync(answer ?? JsonSerializer.Serialize(new[]
            {
                new { binary = new { package = new { name = "jre.tar.gz", link = catalogue.Address + "jre.tar.gz", size = archive.Length, checksum = sum ?? Convert.ToHexStringLower(SHA256.HashData(archive)) } } },
            })),
            "/jre.tar.gz" => catalogue.SendAsync(context, archive, cutFirst),
            _ => Task.FromResult(context.Response.StatusCode = 404),
        });
        await catalogue._application.StartAsync();
        return catalogue;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task SendAsync(HttpContext context, byte[] archive, bool cutFirst)
    {
        var from = 0;
        if (context.Request.GetTypedHeaders().Range?.Ranges.Single().From is { } asked)
        {
            Ranges.Enqueue(context.Request.Headers.Range.ToString());
            from = (int)asked;
            context.Response.StatusCode = 206;
        }

        context.Response.ContentLength = archive.Length - from;
        if (cutFirst && from == 0)
        {
            await context.Response.Body.WriteAsync(archive.AsMemory(0, archive.Length / 2));
            await context.Response.Body.FlushAsync();
            return; // fewer bytes than promised: the server closes the connection
        }

        await context.Response.Body.WriteAsync(archive.AsMemory(from));
    }
}
