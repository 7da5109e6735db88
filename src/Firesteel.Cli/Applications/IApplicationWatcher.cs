namespace Firesteel.Cli.Applications;

/// <summary>Is told what happens to an application while it is followed.</summary>
public interface IApplicationWatcher
{
    void StateChanged(ApplicationState state);

    /// <summary>A line that the driver wrote, without its line end.</summary>
    void DriverWrote(string line);
}
