using System.Diagnostics;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.Launching;

public sealed class LauncherTests
{
    [Fact]
    public async Task Version_is_one_line()
    {
        using var process = Process.Start(new ProcessStartInfo(Checkout.File("firesteel"), "version") { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith("firesteel 0.");
    }
}
