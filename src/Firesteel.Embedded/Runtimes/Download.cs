using System.Net;
using System.Net.Http.Headers;

namespace Firesteel.Embedded.Runtimes;

/// <summary>A file from the network: resumed where it was cut, renamed when whole. Proxies come from the usual variables.</summary>
public sealed class Download(HttpClient http)
{
    private const int Attempts = 4;

    /// <exception cref="IOException">The file could not be had; the message names the address and the reason.</exception>
    public async Task ToFileAsync(Uri address, string file, IProgress<TransferProgress> progress, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var partial = file + ".partial";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ContinueAsync(address, partial, Path.GetFileName(file), progress, stop);
                File.Move(partial, file, overwrite: true);
                return;
            }
            catch (Exception cut) when (cut is HttpRequestException { StatusCode: null } or IOException && attempt < Attempts)
            {
                // A cut connection: what came so far is kept and the rest is asked for.
            }
            catch (HttpRequestException refused)
            {
                throw new IOException($"{address} cannot be fetched: {refused.Message}", refused);
            }
        }
    }

    private async Task ContinueAsync(Uri address, string partial, string name, IProgress<TransferProgress> progress, CancellationToken stop)
    {
        var have = File.Exists(partial) ? new FileInfo(partial).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0)
            request.Headers.Range = new RangeHeaderValue(have, null);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return; // all of it was there already
        response.EnsureSuccessStatusCode();
        if (response.StatusCode != HttpStatusCode.PartialContent)
            have = 0;
        var total = response.Content.Headers.ContentLength + have;

        await using var source = await response.Content.ReadAsStreamAsync(stop);
        await using var target = new FileStream(partial, have > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write);
        var buffer = new byte[1 << 17];
        for (int read; (read = await source.ReadAsync(buffer, stop)) > 0;)
        {
            await target.WriteAsync(buffer.AsMemory(0, read), stop);
            progress.Report(new(name, have += read, total));
        }

        if (total is { } expected && have < expected)
            throw new IOException($"{address} ended after {have} of {expected} bytes");
    }
}
