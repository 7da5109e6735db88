using System.Globalization;
using Firesteel.Cli.Shell;
using Firesteel.Embedded.Runtimes;
using Spectre.Console;

namespace Firesteel.Cli.Platform;

/// <summary>Progress of a download: one line that is rewritten on a terminal, a line for every tenth elsewhere.</summary>
internal sealed class TransferBar(Terminal terminal) : IProgress<TransferProgress>, IAsyncDisposable
{
    private const int Width = 30;

    private readonly bool _live = terminal.Error.Profile.Capabilities.Interactive && terminal.Error.Profile.Capabilities.Ansi;
    private long _lastShown = -1;
    private bool _open;

    public void Report(TransferProgress value)
    {
        var share = value.Total is > 0 and var total ? (double)value.Done / total : 0;
        var step = (long)(share * (_live ? 200 : 10));
        if (step == _lastShown)
            return;
        _lastShown = step;
        if (_live)
        {
            var filled = (int)(share * Width);
            terminal.Error.Profile.Out.Writer.Write($"\r{value.What} {new string('█', filled)}{new string('░', Width - filled)} {Size(value.Done)}{(value.Total is { } all ? " of " + Size(all) : "")} ");
            _open = true;
        }
        else
        {
            terminal.Error.WriteLine($"{value.What}: {(share * 100).ToString("0", CultureInfo.InvariantCulture)} %");
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_open)
            terminal.Error.WriteLine();
        return ValueTask.CompletedTask;
    }

    private static string Size(long bytes) => $"{(bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture)} MiB";
}
