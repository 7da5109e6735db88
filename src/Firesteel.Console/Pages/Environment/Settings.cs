using System.Text.RegularExpressions;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Environment;

/// <summary>The parts of an environment by name. Values that look secret are not shown, as Spark's own server does.</summary>
internal static class Settings
{
    private const string Hidden = "*********(redacted)";

    public static IReadOnlyList<(string Title, IReadOnlyDictionary<string, string> Values)> Parts(ApplicationStore store, string pattern)
    {
        var environment = store.Environment;
        var secret = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        IReadOnlyDictionary<string, string> Shown(IReadOnlyDictionary<string, string> values) =>
            new SortedDictionary<string, string>(values.ToDictionary(entry => entry.Key, entry => secret.IsMatch(entry.Key) || secret.IsMatch(entry.Value) ? Hidden : entry.Value), StringComparer.Ordinal);
        return
        [
            ("Spark Properties", Shown(environment.Spark)),
            ("Runtime Information", environment.Jvm),
            ("Hadoop Properties", Shown(environment.Hadoop)),
            ("System Properties", Shown(environment.System)),
            ("Metrics Properties", Shown(environment.Metrics)),
            ("Classpath Entries", environment.Classpath),
        ];
    }
}
