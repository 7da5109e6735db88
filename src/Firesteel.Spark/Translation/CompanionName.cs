using System.Security.Cryptography;
using System.Text;

namespace Firesteel.Spark.Translation;

/// <summary>Name of something that belongs to an application: its own with a suffix, and a digest in between when that is too long for a DNS label.</summary>
public static class CompanionName
{
    private const int Longest = 63;

    public static string Of(string application, string suffix)
    {
        var name = $"{application}-{suffix}";
        if (name.Length <= Longest)
            return name;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return $"{application[..(Longest - suffix.Length - digest.Length - 2)].TrimEnd('-', '.')}-{digest}-{suffix}";
    }
}
