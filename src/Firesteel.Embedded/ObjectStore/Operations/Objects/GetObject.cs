using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Operations.Objects;

internal sealed class GetObject : IOperation
{
    public OperationRoute Route { get; } = new("GetObject", "GET", OperationScope.Object);

    private const int Tries = 3;

    public async Task RunAsync(S3Call call)
    {
        var bucket = call.Bucket;
        for (var attempt = 1; ; attempt++)
        {
            var version = ObjectLookup.Get(call, bucket, "s3:GetObject");
            ObjectAnswer.CheckPart(call, version);
            try
            {
                // Opened before the head of the answer goes out: a version that is replaced meanwhile is looked up again, or read to its end.
                using var opened = new OpenBlobs(ObjectProtection.Open(call, version.Encryption), version.Blobs);
                var range = ObjectAnswer.Head(call, bucket, version);
                call.Store.Metrics.Sent(range.Length);
                await opened.SendAsync(range.First, range.Length, call.Http.Response.BodyWriter, call.Stop);
                return;
            }
            catch (FileNotFoundException gone) when (!call.Http.Response.HasStarted)
            {
                if (attempt == Tries)
                    throw new DamagedBlobException(gone.Message);
            }
        }
    }
}
