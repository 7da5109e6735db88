using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Front;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Discovery;

/// <summary>The Kubernetes version whose behaviour this server has.</summary>
internal sealed class VersionPage : IServerPage
{
    public async ValueTask<bool> TryWriteAsync(HttpContext http, string path)
    {
        if (path.TrimEnd('/') != "/version")
            return false;
        Representations.CheckPage(http.Request, jsonOnly: true);
        return await PageWriter.WriteJsonAsync(http, 200, new JsonObject
        {
            ["major"] = "1",
            ["minor"] = "34",
            ["emulationMajor"] = "1",
            ["emulationMinor"] = "34",
            ["minCompatibilityMajor"] = "1",
            ["minCompatibilityMinor"] = "33",
            ["gitVersion"] = "v1.34.0+firesteel",
            ["gitCommit"] = "",
            ["gitTreeState"] = "clean",
            ["buildDate"] = "1970-01-01T00:00:00Z",
            ["goVersion"] = "none",
            ["compiler"] = "dotnet",
            ["platform"] = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux/arm64" : "linux/amd64",
        }).ConfigureAwait(false);
    }
}
