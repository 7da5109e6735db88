using System.Globalization;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Multipart;

internal static class PartNumbers
{
    /// <exception cref="S3Exception">Not between 1 and 10000.</exception>
    public static int Of(S3Call call) =>
        int.TryParse(call.Query["partNumber"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 10_000
            ? number
            : throw new S3Exception(S3Errors.InvalidArgument, "Part number must be an integer between 1 and 10000, inclusive", ("ArgumentName", "partNumber"), ("ArgumentValue", call.Query["partNumber"] ?? ""));
}
