namespace Firesteel.Cli.Platform;

/// <summary>Where an embedded platform keeps what it must remember: one directory, one platform at a time.</summary>
/// <param name="State">By default <c>$XDG_STATE_HOME/firesteel</c>, else <c>~/.local/state/firesteel</c>.</param>
public sealed record PlatformPaths(string State)
{
    public string Kubeconfig => Path.Combine(State, "kubeconfig");

    /// <summary>Held open and locked for as long as the platform runs.</summary>
    public string Lock => Path.Combine(State, "lock");

    public string ApiServer => Path.Combine(State, "api");

    public string Node => Path.Combine(State, "node");

    public string Store => Path.Combine(State, "store");

    /// <summary>The store's administrator, as AWS' shared credentials file; readable by this user only.</summary>
    public string StoreKeys => Path.Combine(State, "store-keys");

    public string LakeFile => Path.Combine(State, "lake.yaml");

    /// <summary>What the history server has replayed.</summary>
    public string History => Path.Combine(State, "history");

    public static PlatformPaths From(string? named, Func<string, string?> environment)
    {
        if (named is { Length: > 0 })
            return new(Path.GetFullPath(named));
        var home = environment("XDG_STATE_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(environment("HOME") is { Length: > 0 } own ? own : Path.GetTempPath(), ".local", "state");
        return new(Path.Combine(home, "firesteel"));
    }
}
