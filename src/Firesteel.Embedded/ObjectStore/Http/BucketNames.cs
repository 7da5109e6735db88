using System.Net;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>Which names a bucket may have. Source: S3's rules for general purpose buckets.</summary>
internal static class BucketNames
{
    /// <summary>The store's own paths begin with it.</summary>
    public const string Reserved = "firesteel";

    /// <param name="strict">For a new bucket; otherwise whether a bucket could ever have had the name.</param>
    public static bool IsValid(string name, bool strict = true)
    {
        if (name.Length is < 3 or > 63 || (strict && name == Reserved))
            return false;
        if (!char.IsAsciiLetterLower(name[0]) && !char.IsAsciiDigit(name[0]))
            return false;
        if (!char.IsAsciiLetterLower(name[^1]) && !char.IsAsciiDigit(name[^1]))
            return false;
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character is not ('.' or '-'))
                return false;
        }

        return !name.Contains("..", StringComparison.Ordinal) && !name.Contains(".-", StringComparison.Ordinal) && !name.Contains("-.", StringComparison.Ordinal)
            && !(name.Split('.').Length == 4 && IPAddress.TryParse(name, out _));
    }
}
