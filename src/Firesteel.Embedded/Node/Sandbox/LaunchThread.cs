using System.Collections.Concurrent;
using System.Diagnostics;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>
/// Starts all processes from one thread that lives as long as the node's process.
/// The kernel's parent-death signal is tied to the <em>thread</em> that forked: started from the thread pool, a container would die with an idle worker thread.
/// </summary>
internal sealed class LaunchThread
{
    private readonly BlockingCollection<Action> _work = [];

    public LaunchThread()
    {
        var thread = new Thread(() =>
        {
            foreach (var work in _work.GetConsumingEnumerable())
                work();
        })
        { IsBackground = true, Name = "container launch" };
        thread.Start();
    }

    public Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
            {
                started.SetException(new IOException($"{start.FileName}: {failure.Message}", failure));
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }
}
