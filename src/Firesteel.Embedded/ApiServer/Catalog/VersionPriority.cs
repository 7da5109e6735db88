using System.Globalization;
using System.Text.RegularExpressions;

namespace Firesteel.Embedded.ApiServer.Catalog;

/// <summary>Kubernetes' order of versions, best first: v2, v1, v2beta1, v1beta2, v1alpha1, then others by name.</summary>
internal static partial class VersionPriority
{
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string? x, string? y)
    {
        var (left, right) = (Parse(x!), Parse(y!));
        if (left is null || right is null)
            return left is null && right is null ? string.CompareOrdinal(x, y) : left is null ? 1 : -1;
        return right.Value.CompareTo(left.Value);
    }

    private static (int Stability, int Major, int Minor)? Parse(string version)
    {
        if (Shape().Match(version) is not { Success: true } match || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var major))
            return null;
        var stability = match.Groups[2].Value switch { "" => 2, "beta" => 1, _ => 0 };
        _ = int.TryParse(match.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var minor);
        return (stability, major, minor);
    }

    [GeneratedRegex(@"^v(\d+)(?:(alpha|beta)(\d+))?\z")]
    private static partial Regex Shape();
}
