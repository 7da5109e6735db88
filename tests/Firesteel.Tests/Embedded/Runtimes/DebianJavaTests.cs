using Firesteel.Embedded.Runtimes.Java;

namespace Firesteel.Tests.Embedded.Runtimes;

public sealed class DebianJavaTests
{
    [Fact]
    public void Reads_what_apt_would_download()
    {
        var offer = DebianJava.ParseOffer("WARNING: something\n'http://deb.debian.org/debian/pool/main/o/openjdk-17/openjdk-17-jre-headless_17.0.15%2b6-1_amd64.deb' openjdk-17-jre-headless_17.0.15+6-1_amd64.deb 43881516 SHA256:ab\n");
        offer.ShouldNotBeNull();
        offer.Value.Address.Host.ShouldBe("deb.debian.org");
        offer.Value.File.ShouldBe("openjdk-17-jre-headless_17.0.15+6-1_amd64.deb");
        offer.Value.Bytes.ShouldBe(43881516);
    }

    [Theory]
    [InlineData("")]
    [InlineData("E: Unable to locate package openjdk-17-jre-headless")]
    [InlineData("'http://a/b.deb' b.deb")]
    [InlineData("'not an address' b.deb 12 SHA256:ab")]
    public void Anything_else_is_no_offer(string output) => DebianJava.ParseOffer(output).ShouldBeNull();

    [Fact]
    public void Every_source_stands_in_the_list_once()
    {
        using var http = new HttpClient();
        JavaSources.Ordered(http).Select(source => source.GetType())
            .ShouldBe(typeof(IJavaSource).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IJavaSource)) && !type.IsAbstract), ignoreOrder: true);
    }
}
