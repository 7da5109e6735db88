using System.Net;
using System.Net.Sockets;
using Firesteel.IntegrationTests.Lake;

namespace Firesteel.IntegrationTests.Embedded.ObjectStore;

/// <summary>What <c>firesteel store serve</c> says when it cannot start.</summary>
public sealed class ServeVerbTests
{
    private static readonly Dictionary<string, string> Root = new() { ["FIRESTEEL_STORE_ROOT_USER"] = StoreUnderTest.User, ["FIRESTEEL_STORE_ROOT_PASSWORD"] = StoreUnderTest.Password };

    [Fact]
    public async Task A_taken_port_is_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await SaysAsync($"port {port} of 127.0.0.1 is taken; stop what listens there, or name another port", Root, "--memory", "--port", $"{port}");
    }

    [Fact]
    public async Task A_place_that_holds_no_data_is_named()
    {
        var directory = Directory.CreateTempSubdirectory("firesteel-store-");
        try
        {
            var file = Path.Combine(directory.FullName, "file");
            await File.WriteAllTextAsync(file, "");
            await SaysAsync($"{file} is a file; name a directory", Root, "--data", file, "--port", "0");
            await SaysAsync("/proc/none cannot be opened", Root, "--data", "/proc/none", "--port", "0");
            var data = Path.Combine(directory.FullName, "data");
            await using var other = await StoreUnderTest.StartAsync("disk", options => options with { DataDirectory = data });
            await SaysAsync($"another store has {data} open; stop it, or name another directory", Root, "--data", data, "--port", "0");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_and_not_shown() =>
        await SaysAsync("the encryption key is not the base64 of 32 bytes", new(Root) { ["FIRESTEEL_STORE_ENCRYPTION_KEY"] = "c2VjcmV0" }, "--memory", "--port", "0");

    private static async Task SaysAsync(string message, Dictionary<string, string> environment, params string[] arguments)
    {
        var run = await VerbRun.OfAsync(["store", "serve", .. arguments], environment);
        run.Exit.ShouldBe(2, run.Error);
        run.Error.ShouldContain(message);
        run.Error.Trim().Split('\n').Length.ShouldBe(1, run.Error);
        foreach (var secret in environment.Where(one => !one.Key.EndsWith("_USER", StringComparison.Ordinal)))
            run.Error.ShouldNotContain(secret.Value);
    }
}
