using System.Security.Cryptography;
using System.Text;

namespace Firesteel.Spark.Translation;

/// <summary>Name of the volume for a ConfigMap: a DNS label, while a ConfigMap's name may be longer and hold dots.</summary>
internal static class VolumeName
{
    private const int Longest = 63;
    private const string Suffix = "-vol";

    public static string Of(string configMap)
    {
        var name = configMap.Replace('.', '-') + Suffix;
        if (name.Length <= Longest)
            return name;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(configMap)))[..8];
        return $"{name[..(Longest - Suffix.Length - digest.Length - 1)].TrimEnd('-')}-{digest}{Suffix}";
    }
}
