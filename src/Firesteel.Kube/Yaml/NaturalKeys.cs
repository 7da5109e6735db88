using System.Text;

namespace Firesteel.Kube.Yaml;

/// <summary>The order in which Go's YAML prints keys: letters after everything else, numbers inside names by value.</summary>
internal sealed class NaturalKeys : IComparer<string>
{
    public static NaturalKeys Order { get; } = new();

    public int Compare(string? left, string? right)
    {
        var (a, b) = (Runes(left), Runes(right));
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] == b[i])
                continue;
            var (aLetter, bLetter) = (Rune.IsLetter(a[i]), Rune.IsLetter(b[i]));
            if (aLetter && bLetter)
                return a[i].CompareTo(b[i]);
            if (aLetter || bLetter)
                return bLetter ? -1 : 1;
            var insideNumber = (a[i].Value == '0' || b[i].Value == '0') && FollowsDigits(a, i);
            var (aValue, aEnd) = Number(a, i, insideNumber);
            var (bValue, bEnd) = Number(b, i, insideNumber);
            if (aValue != bValue)
                return aValue.CompareTo(bValue);
            return aEnd != bEnd ? aEnd.CompareTo(bEnd) : a[i].CompareTo(b[i]);
        }

        return a.Length.CompareTo(b.Length);
    }

    private static Rune[] Runes(string? text) => [.. (text ?? "").EnumerateRunes()];

    /// <summary>A zero in the middle of a number is worth a place; a leading one is not.</summary>
    private static bool FollowsDigits(Rune[] text, int at)
    {
        for (var i = at - 1; i >= 0 && Rune.IsDigit(text[i]); i--)
        {
            if (text[i].Value != '0')
                return true;
        }

        return false;
    }

    private static (long Value, int End) Number(Rune[] text, int at, bool insideNumber)
    {
        var value = insideNumber ? 1L : 0;
        for (; at < text.Length && Rune.IsDigit(text[at]); at++)
            value = unchecked((value * 10) + (text[at].Value - '0'));
        return (value, at);
    }
}
