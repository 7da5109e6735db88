using Firesteel.Embedded.ApiServer.Hosting;

namespace Firesteel.Tests.Embedded.ApiServer.Hosting;

public sealed class ApiServicePortTests
{
    [Theory]
    [InlineData(0, 443)]
    [InlineData(1024, 6443)]
    public void It_is_one_that_can_be_opened(int firstForEverybody, int port) =>
        ApiServicePort.Choose(6443, wanted => wanted >= firstForEverybody).ShouldBe(port);
}
