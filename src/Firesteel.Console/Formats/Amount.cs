using System.Globalization;

namespace Firesteel.Console.Formats;

/// <summary>Numbers as people read them.</summary>
public static class Amount
{
    private static readonly string[] SizeUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <param name="milliseconds">Negative: unknown.</param>
    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 0 => "–",
        < 1000 => Number(milliseconds, 0) + " ms",
        < 60_000 => Number(milliseconds / 1000, milliseconds < 10_000 ? 2 : 1) + " s",
        < 3_600_000 => $"{(long)(milliseconds / 60_000)} min {(long)(milliseconds / 1000 % 60)} s",
        < 86_400_000 => $"{(long)(milliseconds / 3_600_000)} h {(long)(milliseconds / 60_000 % 60)} min",
        _ => $"{(long)(milliseconds / 86_400_000)} d {(long)(milliseconds / 3_600_000 % 24)} h",
    };

    public static string Size(double bytes)
    {
        var unit = 0;
        while (Math.Abs(bytes) >= 1024 && unit < SizeUnits.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return Number(bytes, unit == 0 || bytes >= 100 ? 0 : 1) + " " + SizeUnits[unit];
    }

    /// <summary>Thousands are set apart by a narrow space that does not break.</summary>
    public static string Count(double number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>For labels in pictures: 1.2 k, 3 M.</summary>
    public static string Short(double number) => Math.Abs(number) switch
    {
        >= 1e9 => Number(number / 1e9, 1) + " G",
        >= 1e6 => Number(number / 1e6, 1) + " M",
        >= 1e4 => Number(number / 1e3, 1) + " k",
        _ => Number(number, number == Math.Floor(number) ? 0 : 1),
    };

    public static string Share(double part, double whole) => whole <= 0 ? "–" : Number(100 * part / whole, part / whole < 0.1 ? 1 : 0) + " %";

    /// <param name="epoch">Epoch ms; not positive: unknown.</param>
    public static string Moment(long epoch) => epoch <= 0 ? "–" : At(epoch).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Clock(long epoch) => epoch <= 0 ? "–" : At(epoch).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>For the machine-readable part of a time element.</summary>
    public static string Iso(long epoch) => At(epoch).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static string Number(double number, int digits) => Math.Round(number, digits, MidpointRounding.AwayFromZero).ToString(digits == 0 ? "0" : "0." + new string('#', digits), CultureInfo.InvariantCulture);

    /// <summary>Text from a log may hold any number as a time.</summary>
    private static DateTimeOffset At(long epoch) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(epoch, 0, 253_402_300_799_999));
}
