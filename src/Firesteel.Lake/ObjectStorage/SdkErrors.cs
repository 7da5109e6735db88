using Amazon.Runtime;
using Amazon.S3;
using Firesteel.Lake.Connecting;

namespace Firesteel.Lake.ObjectStorage;

/// <summary>The SDK's exceptions in our words: what was asked, the store's code and message.</summary>
internal static class SdkErrors
{
    public static async Task<T> Ask<T>(string asked, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonS3Exception refused)
        {
            throw Of(asked, refused);
        }
        catch (Exception failed) when (failed is HttpRequestException or AmazonClientException)
        {
            throw Unreachable(asked, failed);
        }
    }

    public static Task Ask(string asked, Func<Task> call) => Ask(asked, async () =>
    {
        await call();
        return true;
    });

    private static HttpRequestException Unreachable(string asked, Exception failed)
    {
        var why = failed;
        while (why.InnerException is { } inner && (why is AmazonClientException || why.Message.Contains("see inner exception", StringComparison.Ordinal)))
            why = inner;
        return new HttpRequestException($"cannot {asked}: the store does not answer: {why.Message.TrimEnd('.')}; check host, port and scheme of its endpoint, and that it runs", failed);
    }

    public static StoreException Of(string asked, AmazonS3Exception refused) =>
        new(asked, refused.StatusCode, refused.ErrorCode is { Length: > 0 } code ? code : $"{(int)refused.StatusCode}",
            // The SDK's own words for an answer without S3's document of an error.
            refused.Message.Contains("No further error information", StringComparison.Ordinal) ? $"status {(int)refused.StatusCode} without an S3 error; is the endpoint the store's S3 port, not its console or another server?" : refused.Message);
}
