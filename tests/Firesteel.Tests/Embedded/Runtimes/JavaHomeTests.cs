using Firesteel.Embedded.Runtimes.Java;

namespace Firesteel.Tests.Embedded.Runtimes;

public sealed class JavaHomeTests
{
    [Theory]
    [InlineData("openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment", 17)]
    [InlineData("java version \"1.8.0_402\"", 8)]
    [InlineData("openjdk version \"21\" 2023-09-19", 21)]
    [InlineData("openjdk version \"25-ea\" 2025-09-16", 25)]
    [InlineData("Error: could not find libjava.so", null)]
    public void Reads_the_feature_version(string output, int? expected) => JavaHome.ParseVersion(output).ShouldBe(expected);
}
