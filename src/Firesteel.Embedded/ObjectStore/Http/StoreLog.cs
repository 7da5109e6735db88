using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.ObjectStore.Http;

internal static partial class StoreLog
{
    [LoggerMessage(LogLevel.Information, "The object store listens on {Address} and keeps its data in {Where}")]
    public static partial void Listening(this ILogger log, string address, string where);

    [LoggerMessage(LogLevel.Error, "Request {Request} ({Operation}) failed")]
    public static partial void Failed(this ILogger log, Exception failed, string request, string operation);

    [LoggerMessage(LogLevel.Error, "Request {Request} met damaged data: {What}")]
    public static partial void Damaged(this ILogger log, string request, string what);

    [LoggerMessage(LogLevel.Warning, "A lifecycle pass over bucket {Bucket} failed")]
    public static partial void LifecycleFailed(this ILogger log, Exception failed, string bucket);

    [LoggerMessage(LogLevel.Error, "The index's background work failed")]
    public static partial void IndexFailed(this ILogger log, Exception failed);

    [LoggerMessage(LogLevel.Error, "The disk is full: the index waits for space before it goes on writing tables")]
    public static partial void IndexWaitsForSpace(this ILogger log);

    [LoggerMessage(LogLevel.Warning, "The last {Bytes} bytes of {Path} are no whole record; a write that was never acknowledged was cut short there")]
    public static partial void TornLog(this ILogger log, long bytes, string path);
}
