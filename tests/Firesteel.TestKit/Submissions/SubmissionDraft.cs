using System.Text.Json.Nodes;

namespace Firesteel.TestKit.Submissions;

/// <summary>A configuration while it is drawn at random; the same seed draws the same one.</summary>
internal sealed class SubmissionDraft(int seed)
{
    private readonly Random _random = new(seed);

    public List<string> Arguments { get; } = [];
    public Dictionary<string, string> Environment { get; } = new() { ["SPARK_USER"] = "submitter" };
    public JsonObject Files { get; } = [];
    public string Resource { get; set; } = "local:///opt/app/main.jar";

    public T One<T>(params ReadOnlySpan<T> of) => of[_random.Next(of.Length)];

    public bool Chance(int percent) => _random.Next(100) < percent;

    public int Number(int below) => _random.Next(below);

    public void Option(string name, string value)
    {
        if (Chance(25) && name.StartsWith("--", StringComparison.Ordinal) && value.Length > 0)
            Arguments.Add($"{name}={value}");
        else
            Arguments.AddRange([name, value]);
    }

    public void Set(string property, string value) => Option(Chance(15) ? "-c" : "--conf", $"{property}={value}");

    public void File(string path, string text) => Files[path] = text;
}
