using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary>How a command ended, as clients read it: kubectl takes its own exit code from the cause.</summary>
internal static class CommandStatus
{
    public static byte[] Of(int exitCode) => JsonSerializer.SerializeToUtf8Bytes(exitCode == 0
        ? new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Success" }
        : new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"command terminated with non-zero exit code: exit status {exitCode}",
            ["reason"] = "NonZeroExitCode",
            ["details"] = new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = exitCode.ToString() }) },
        });
}
