namespace Firesteel.Embedded.ApiServer.Kinds;

/// <summary>Ages as kubectl prints them: two or three significant characters (<c>12s</c>, <c>5m30s</c>, <c>2d3h</c>, <c>3y40d</c>).</summary>
public static class HumanDuration
{
    public static string Of(TimeSpan duration)
    {
        // Allow a deviation of up to two seconds into the future, as clocks differ.
        var seconds = (long)duration.TotalSeconds;
        if (seconds < -1)
            return "<invalid>";
        if (seconds < 0)
            return "0s";
        if (seconds < 60 * 2)
            return $"{seconds}s";
        var minutes = seconds / 60;
        if (minutes < 10)
            return Two(minutes, 'm', seconds % 60, 's');
        if (minutes < 60 * 3)
            return $"{minutes}m";
        var hours = minutes / 60;
        if (hours < 8)
            return Two(hours, 'h', minutes % 60, 'm');
        if (hours < 48)
            return $"{hours}h";
        if (hours < 24 * 8)
            return Two(hours / 24, 'd', hours % 24, 'h');
        if (hours < 24 * 365 * 2)
            return $"{hours / 24}d";
        if (hours < 24 * 365 * 8)
            return Two(hours / 24 / 365, 'y', hours / 24 % 365, 'd');
        return $"{hours / 24 / 365}y";
    }

    private static string Two(long major, char majorUnit, long minor, char minorUnit) =>
        minor == 0 ? $"{major}{majorUnit}" : $"{major}{majorUnit}{minor}{minorUnit}";
}
