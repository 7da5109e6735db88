namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>A watch as a response of JSON lines.</summary>
internal sealed class ChunkedWatch : WatchStream
{
    private readonly HttpResponseMessage _response;

    public ChunkedWatch(HttpResponseMessage response)
    {
        _response = response;
        Start(ReadAsync);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _response.Dispose();
    }

    private async Task ReadAsync()
    {
        using var reader = new StreamReader(await _response.Content.ReadAsStreamAsync(Stop));
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            if (line.Length > 0)
                Add(line);
        }
    }
}
