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
        // Dots become dashes, and a.b and a-b are two ConfigMaps that must be two volumes.
        if (configMap.Length + Suffix.Length <= Longest && !configMap.Contains('.'))
            return configMap + Suffix;
        var name = configMap.Replace('.', '-');
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(configMap)))[..8];
        return $"{name[..Math.Min(name.Length, Longest - Suffix.Length - digest.Length - 1)].TrimEnd('-')}-{digest}{Suffix}";
    }
}
