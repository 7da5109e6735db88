using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Servers;

/// <summary>The fields of Thrift and Connect server events, whose names hardly overlap.</summary>
internal sealed class ServerEvent
{
    public string Id = "";
    public string SessionId = "";
    public string User = "";
    public string? Ip;
    public string Statement = "";
    public string? JobKey;
    public string? Error;
    public string? Plan;
    public long Time = -1;

    public static ServerEvent Read(ref JsonCursor cursor)
    {
        var result = new ServerEvent();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
            result.Read(ref cursor, name);
        return result;
    }

    private void Read(ref JsonCursor cursor, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("id"u8) || name.SequenceEqual("operationId"u8))
            Id = cursor.String();
        else if (name.SequenceEqual("sessionId"u8))
            SessionId = cursor.String();
        else if (name.SequenceEqual("userName"u8))
            User = cursor.String();
        else if (name.SequenceEqual("userId"u8))
            User = User.Length > 0 ? Keep(ref cursor, User) : cursor.String();
        else if (name.SequenceEqual("ip"u8))
            Ip = cursor.OptionalString();
        else if (name.SequenceEqual("statement"u8) || name.SequenceEqual("statementText"u8))
            Statement = cursor.String();
        else if (name.SequenceEqual("groupId"u8) || name.SequenceEqual("jobTag"u8))
            JobKey = cursor.OptionalString();
        else if (name.SequenceEqual("errorMsg"u8) || name.SequenceEqual("errorMessage"u8))
            Error = cursor.OptionalString();
        else if (name.SequenceEqual("executionPlan"u8))
            Plan = cursor.OptionalString();
        else if (name.SequenceEqual("startTime"u8) || name.SequenceEqual("finishTime"u8) || name.SequenceEqual("closeTime"u8) || name.SequenceEqual("eventTime"u8))
            Time = cursor.Long();
        else
            cursor.Skip();
    }

    private static string Keep(ref JsonCursor cursor, string value)
    {
        cursor.Skip();
        return value;
    }
}
