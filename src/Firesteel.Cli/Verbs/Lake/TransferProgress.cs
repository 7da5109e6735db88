using Firesteel.Cli.Shell;
using Firesteel.Lake.Transfers;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary>Bars on a terminal, nothing in a pipe.</summary>
internal static class TransferProgress
{
    public static async Task ShowAsync(Terminal terminal, Func<Func<CopyItem, IProgress<long>?>, Task> transfer)
    {
        if (!terminal.Error.Profile.Capabilities.Interactive)
        {
            await transfer(_ => null);
            return;
        }

        await terminal.Error.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
            .StartAsync(bars => transfer(item =>
            {
                var bar = bars.AddTask(Markup.Escape(item.To.ToString()), maxValue: Math.Max(item.Size, 1));
                bar.IsIndeterminate = item.Size < 0;
                return new BarProgress(bar, item.Size);
            }));
    }

    /// <summary>Straight to the bar: <see cref="Progress{T}"/> would post to another thread and arrive out of order.</summary>
    private sealed class BarProgress(ProgressTask bar, long size) : IProgress<long>
    {
        public void Report(long value)
        {
            bar.Value = size == 0 ? 1 : value;
            if (value >= size && size >= 0)
                bar.StopTask();
        }
    }
}
