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
        catch (AmazonServiceException refused) when (refused.InnerException is HttpRequestException or null)
        {
            throw new HttpRequestException($"{asked}: {refused.InnerException?.Message ?? refused.Message}", refused);
        }
        catch (AmazonClientException failed)
        {
            throw new HttpRequestException($"{asked}: {failed.InnerException?.Message ?? failed.Message}", failed);
        }
    }

    public static Task Ask(string asked, Func<Task> call) => Ask(asked, async () =>
    {
        await call();
        return true;
    });

    public static StoreException Of(string asked, AmazonS3Exception refused) =>
        new(asked, refused.StatusCode, refused.ErrorCode is { Length: > 0 } code ? code : $"{(int)refused.StatusCode}", refused.Message);
}
