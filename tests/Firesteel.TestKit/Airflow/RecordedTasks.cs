using Firesteel.TestKit.Repository;

namespace Firesteel.TestKit.Airflow;

/// <summary>The recordings of Airflow, from whatever directory the tests are pointed at.</summary>
public static class RecordedTasks
{
    private static string Home => Path.Combine(Checkout.Cases, "airflow");

    /// <summary>Names of the files, without their ending, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = Directory.Exists(Home)
        ? [.. Directory.GetFiles(Home, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    public static RecordedTask Read(string name) => RecordedTask.Read(Path.Combine(Home, $"{name}.json"));
}
