using System.Text.RegularExpressions;

namespace Firesteel.Lake.Specification;

/// <summary>A region becomes part of host names.</summary>
public static partial class RegionName
{
    public const string Cure = "write it as the server does, for instance us-east-1";

    public static bool IsValid(string region) => Name().IsMatch(region);

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex Name();
}
