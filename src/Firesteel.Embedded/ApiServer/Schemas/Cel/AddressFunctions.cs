using System.Net;
using System.Net.Sockets;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>URLs, addresses and ranges of addresses.</summary>
internal static class AddressFunctions
{
    public static bool TryCall(string name, bool hasTarget, object? target, object?[] arguments, out object? result)
    {
        result = (name, target, arguments) switch
        {
            ("isURL", _, [string text]) when !hasTarget => Url(text) is not null,
            ("url", _, [string text]) when !hasTarget => Url(text) ?? throw new CelException($"URL parse error during conversion from string: parse \"{text}\": invalid URI for request"),
            ("getScheme", Uri url, []) => url.IsAbsoluteUri ? url.Scheme : "",
            ("getHost", Uri url, []) => !url.IsAbsoluteUri ? "" : url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}",
            ("getHostname", Uri url, []) => url.IsAbsoluteUri ? url.Host.Trim('[', ']') : "",
            ("getPort", Uri url, []) => url is { IsAbsoluteUri: true, IsDefaultPort: false } ? $"{url.Port}" : "",
            ("getEscapedPath", Uri url, []) => url.IsAbsoluteUri ? url.AbsolutePath : url.OriginalString.Split('?')[0],
            ("isIP", _, [string text]) when !hasTarget => Address(text) is not null,
            ("ip", _, [string text]) when !hasTarget => Address(text) ?? throw new CelException($"IP Address \"{text}\" parse error during conversion from string"),
            ("family", IPAddress ip, []) => ip.AddressFamily == AddressFamily.InterNetwork ? 4L : 6L,
            ("isLoopback", IPAddress ip, []) => IPAddress.IsLoopback(ip),
            ("isUnspecified", IPAddress ip, []) => ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any),
            ("isCIDR", _, [string text]) when !hasTarget => IPNetwork.TryParse(text, out _),
            ("cidr", _, [string text]) when !hasTarget => IPNetwork.TryParse(text, out var range) ? range : throw new CelException($"network address parse error during conversion from string: \"{text}\""),
            ("containsIP", IPNetwork range, [string text]) => Address(text) is { } address && range.Contains(address),
            ("containsIP", IPNetwork range, [IPAddress address]) => range.Contains(address),
            ("containsCIDR", IPNetwork range, [string text]) => IPNetwork.TryParse(text, out var inner) && range.Contains(inner.BaseAddress) && inner.PrefixLength >= range.PrefixLength,
            ("prefixLength", IPNetwork range, []) => (long)range.PrefixLength,
            _ => ConversionFunctions.Unknown,
        };
        return !ReferenceEquals(result, ConversionFunctions.Unknown);
    }

    private static Uri? Url(string text) =>
        text.StartsWith('/') ? new Uri(text, UriKind.Relative) : Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;

    private static IPAddress? Address(string text) =>
        IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Split('.').Length == 4) ? address : null;
}
