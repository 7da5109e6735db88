using System.Collections.Concurrent;
using Firesteel.Cli.Applications;

namespace Firesteel.IntegrationTests.Platform;

/// <summary>Remembers all that was told of a run.</summary>
internal sealed class RecordedRun : IApplicationWatcher
{
    public ConcurrentQueue<string> Log { get; } = new();

    public ConcurrentQueue<ApplicationState> States { get; } = new();

    public void StateChanged(ApplicationState state) => States.Enqueue(state);

    public void DriverWrote(string line) => Log.Enqueue(line);
}
