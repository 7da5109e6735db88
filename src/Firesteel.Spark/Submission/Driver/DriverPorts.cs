namespace Firesteel.Spark.Submission.Driver;

/// <summary>The driver's ports, which differ between container and service by one key. Source: native-submission §2.1, §2.3.</summary>
internal static class DriverPorts
{
    public const int DefaultBlockManager = 7079;

    public static IEnumerable<(string Name, int Number)> OfContainer(SubmissionSettings settings) =>
        All(settings, settings.Properties.RawInteger("spark.driver.blockManager.port", settings.Properties.RawInteger("spark.blockManager.port", DefaultBlockManager)));

    public static IEnumerable<(string Name, int Number)> OfService(SubmissionSettings settings) => All(settings, BlockManagerOfService(settings));

    public static int Rpc(SubmissionSettings settings) => settings.Properties.RawInteger("spark.driver.port", 7078);

    public static int BlockManagerOfService(SubmissionSettings settings) => settings.Properties.RawInteger("spark.driver.blockManager.port", DefaultBlockManager);

    private static IEnumerable<(string Name, int Number)> All(SubmissionSettings settings, int blockManager)
    {
        yield return ("driver-rpc-port", Rpc(settings));
        yield return ("blockmanager", blockManager);
        yield return ("spark-ui", settings.Properties.Integer("spark.ui.port", 4040));
        if (settings.Release.DeclaresConnectPort)
            yield return ("spark-connect", settings.Properties.RawInteger("spark.connect.grpc.binding.port", 15002));
    }
}
