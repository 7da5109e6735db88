using Firesteel.History.Events;

namespace Firesteel.History.Listing;

/// <summary>Collects the four events that the list needs; all other lines are looked at with one comparison.</summary>
internal sealed class LogSummary
{
    private readonly JsonScratch scratch = new();

    public bool HasStart { get; private set; }
    public bool HasEnvironment { get; private set; }
    public bool HasEnd { get; private set; }
    public string Version { get; private set; } = "";
    public string? AppId { get; private set; }
    public string Name { get; private set; } = "";
    public string User { get; private set; } = "";
    public string? Attempt { get; private set; }
    public long Started { get; private set; } = -1;
    public long Ended { get; private set; } = -1;
    public string AdminAcls { get; private set; } = "";
    public string AdminGroups { get; private set; } = "";
    public string ViewAcls { get; private set; } = "";
    public string ViewGroups { get; private set; } = "";

    public bool HeadIsKnown => HasStart && HasEnvironment;

    private static ReadOnlySpan<byte> Start => "{\"Event\":\"SparkListenerApplicationStart\""u8;
    private static ReadOnlySpan<byte> End => "{\"Event\":\"SparkListenerApplicationEnd\""u8;
    private static ReadOnlySpan<byte> LogStart => "{\"Event\":\"SparkListenerLogStart\""u8;
    private static ReadOnlySpan<byte> EnvironmentUpdate => "{\"Event\":\"SparkListenerEnvironmentUpdate\""u8;

    /// <exception cref="MalformedEventException">One of the four is broken.</exception>
    public void Look(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(End))
            ReadEnd(line);
        else if (line.StartsWith(Start))
            ReadStart(line);
        else if (!HasEnvironment && line.StartsWith(EnvironmentUpdate))
            ReadEnvironment(line);
        else if (line.StartsWith(LogStart))
            ReadLogStart(line);
    }

    private void ReadLogStart(ReadOnlySpan<byte> line)
    {
        var cursor = new JsonCursor(line, scratch);
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Spark Version"u8))
                Version = cursor.String();
            else
                cursor.Skip();
        }
    }

    private void ReadStart(ReadOnlySpan<byte> line)
    {
        var cursor = new JsonCursor(line, scratch);
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("App Name"u8))
                Name = cursor.String();
            else if (name.SequenceEqual("App ID"u8))
                AppId = cursor.OptionalString();
            else if (name.SequenceEqual("Timestamp"u8))
                Started = cursor.Long();
            else if (name.SequenceEqual("User"u8))
                User = cursor.String();
            else if (name.SequenceEqual("App Attempt ID"u8))
                Attempt = cursor.OptionalString();
            else
                cursor.Skip();
        }

        HasStart = true;
    }

    private void ReadEnd(ReadOnlySpan<byte> line)
    {
        var cursor = new JsonCursor(line, scratch);
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Timestamp"u8))
                Ended = cursor.Long();
            else
                cursor.Skip();
        }

        HasEnd = true;
    }

    private void ReadEnvironment(ReadOnlySpan<byte> line)
    {
        var cursor = new JsonCursor(line, scratch);
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (!name.SequenceEqual("Spark Properties"u8) || !cursor.EnterObject())
            {
                cursor.Skip();
                continue;
            }

            while (cursor.NextProperty(out var key))
            {
                if (key.SequenceEqual("spark.admin.acls"u8))
                    AdminAcls = cursor.String();
                else if (key.SequenceEqual("spark.admin.acls.groups"u8))
                    AdminGroups = cursor.String();
                else if (key.SequenceEqual("spark.ui.view.acls"u8))
                    ViewAcls = cursor.String();
                else if (key.SequenceEqual("spark.ui.view.acls.groups"u8))
                    ViewGroups = cursor.String();
                else
                    cursor.Skip();
            }
        }

        HasEnvironment = true;
    }
}
