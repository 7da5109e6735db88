using System.Globalization;
using System.Text;

namespace Firesteel.TestKit.Replays;

/// <summary>How many recordings of a suite were answered alike; said once, when all have been held.</summary>
public sealed class Tally(string suite, int recorded)
{
    private int _alike;
    private int _known;
    private int _other;

    public string Suite => suite;

    public void Count(bool alike, bool known)
    {
        if (alike)
            Interlocked.Increment(ref _alike);
        else if (known)
            Interlocked.Increment(ref _known);
        else
            Interlocked.Increment(ref _other);
    }

    /// <summary>Such as <c>replay http: 165 of 167 recordings answered alike, 2 known to differ, 0 others differ</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"replay {suite}: {_alike} of {recorded} recordings answered alike, {_known} known to differ, {_other} others differ");
        if (recorded - _alike - _known - _other is > 0 and var left)
            text.Append(CultureInfo.InvariantCulture, $", {left} not held");
        return text.ToString();
    }
}
