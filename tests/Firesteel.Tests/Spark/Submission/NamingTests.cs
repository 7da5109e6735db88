using Firesteel.Spark.Submission.Naming;
using Firesteel.Spark.Submission.Properties;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Tests.Spark.Submission;

/// <summary>Source: native-submission §3, §4.1, §7.2.</summary>
public sealed class NamingTests
{
    [Theory]
    [InlineData("Spark Pi", "0102", "spark-pi-0102")]
    [InlineData("_hello_", "0102", "hello-0102")]
    [InlineData("123456", "0102", "x23456-0102")]
    [InlineData("你好-123", "0102", "x23-0102")]
    [InlineData("------", "1a02", "xa02")]
    [InlineData("------", "ab02", "ab02")]
    [InlineData("İSTANBUL IŞIK", "0102", "i-stanbul-i-ik-0102")]
    public void Prefixes(string name, string id, string prefix) => ResourceNames.Prefix(name, id).ShouldBe(prefix);

    [Theory]
    [InlineData(" Job+Spark-Pi 2021", "job-spark-pi-2021")]
    [InlineData("123456", "123456")]
    [InlineData("---", "")]
    public void Labels(string name, string label) => ResourceNames.Label(name).ShouldBe(label);

    [Fact]
    public void A_label_is_cut_before_its_dashes_go()
    {
        ResourceNames.Label(new string('a', 62) + "-aaa").ShouldBe(new string('a', 62));
        ResourceNames.Label("-" + new string('a', 63)).ShouldBe(new string('a', 62));
        ResourceNames.Label(new string('a', 253)).ShouldBe(new string('a', 63));
    }

    [Theory]
    [InlineData(52, "pppppppppppppppppppppppppppppppppppppppppppppppppppp-driver-svc")]
    [InlineData(53, "spark-0102-driver-svc")]
    public void A_service_takes_another_name_when_its_own_is_too_long(int length, string name) => ResourceNames.Service(new string('p', length), "0102").ShouldBe(name);

    [Fact]
    public void A_unique_id_is_random_and_time() => ResourceNames.UniqueId([1, 2, 3], 1763600000000).ShouldBe("0102039a9ec06400");

    [Theory]
    [InlineData("1500k", 1L)]
    [InlineData(" 2G ", 2048L)]
    [InlineData("512", 512L)]
    [InlineData("-1", -1L)]
    [InlineData("1t", 1048576L)]
    public void Sizes(string text, long mebibytes)
    {
        MemorySize.TryMebibytes(text, out var size).ShouldBeTrue();
        size.ShouldBe(mebibytes);
    }

    [Theory]
    [InlineData("0.5g")]
    [InlineData("1gg")]
    [InlineData("")]
    [InlineData("9999999999999999999")]
    [InlineData("9223372036854775807p")]
    public void No_sizes(string text) => MemorySize.TryMebibytes(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1, "1.0")]
    [InlineData(0.00001, "1.0E-5")]
    [InlineData(12345678, "1.2345678E7")]
    [InlineData(0.0012, "0.0012")]
    public void Doubles_are_printed_as_Java_does(double value, string text) => JavaDouble.Format(value).ShouldBe(text);

    [Theory]
    [InlineData("3.5.7", "3.5.7", false)]
    [InlineData("3.3.1", "3.3.1", false)]
    [InlineData("4.0.1", "4.0.1", false)]
    [InlineData("4.1.0", "4.1.0", true)]
    [InlineData("4.2.0-preview1", "4.2.0-preview1", true)]
    [InlineData("5", "5", true)]
    public void A_version_takes_the_row_that_is_not_newer(string version, string label, bool connect)
    {
        var release = SparkReleases.For(version);
        release.Version.ShouldBe(label);
        release.DeclaresConnectPort.ShouldBe(connect);
    }

    [Fact]
    public void What_is_no_version_is_not_found() => SparkReleases.Find("latest").ShouldBeNull();
}
