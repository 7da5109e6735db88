using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Containers;

namespace Firesteel.Embedded.Node.Probes;

/// <summary>Looks at a container again and again and says when its verdict changes.</summary>
internal sealed class ProbeLoop(ProbeSettings settings, JsonObject container, string podIp, IRunningContainer running, TimeProvider time)
{
    /// <param name="judge">Told of each verdict: success or not.</param>
    /// <param name="failed">Told of each failed look.</param>
    public async Task RunAsync(Action<bool> judge, Action<string> failed, CancellationToken stop)
    {
        var (successes, failures) = (0, 0);
        bool? verdict = null;
        await Task.Delay(settings.InitialDelay, time, stop);
        while (!running.Exit.IsCompleted)
        {
            if (await Probe.LookAsync(settings.Spec, container, podIp, running, settings.Timeout, time, stop) is { } problem)
            {
                (successes, failures) = (0, failures + 1);
                failed(problem);
                if (failures >= settings.FailureThreshold && verdict != false)
                    judge((verdict = false).Value);
            }
            else
            {
                (successes, failures) = (successes + 1, 0);
                if (successes >= settings.SuccessThreshold && verdict != true)
                    judge((verdict = true).Value);
                if (settings.Kind == ProbeKind.Startup && verdict == true)
                    return;
            }

            await Task.Delay(settings.Period, time, stop);
        }
    }
}
