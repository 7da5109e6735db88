using BenchmarkDotNet.Running;

namespace Firesteel.Bench;

internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        if (arguments is ["submission", .. var homes])
            await SubmissionComparison.RunAsync(homes);
        else if (arguments is ["store", .. var store])
            await StoreLoad.RunAsync(store);
        else if (arguments is ["remote-listing", .. var listing])
            await RemoteListing.RunAsync(listing);
        else if (arguments is ["store-keys", .. var keys])
            await StoreKeys.RunAsync(keys);
        else
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
    }
}
