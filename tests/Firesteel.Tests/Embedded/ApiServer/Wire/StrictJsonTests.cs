using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Tests.Embedded.ApiServer.Wire;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("{", "unexpected end of JSON input")]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("not json", "invalid character 'o' in literal null (expecting 'u')")]
    [InlineData("{\"a\":1}}", "invalid character '}' after top-level value")]
    [InlineData("{\"a\":1,}", "invalid character '}' looking for beginning of object key string")]
    [InlineData("{\"a\":\"\\x\"}", "invalid character 'x' in string escape code")]
    [InlineData("{\"a\":\"b\nc\"}", "invalid character '\\n' in string literal")]
    [InlineData("{'a':1}", "invalid character '\\'' looking for beginning of object key string")]
    [InlineData("{\"a\":01}", "invalid character '1' after object key:value pair")]
    [InlineData("{\"a\":+1}", "invalid character '+' looking for beginning of value")]
    [InlineData("{\"a\":1E400}", "json: cannot unmarshal number 1E400 into Go value of type float64")]
    public void Errors_are_told_in_the_words_of_go(string text, string error) => StrictJson.Read(text).Error.ShouldBe(error);

    [Fact]
    public void Duplicates_are_named_and_the_last_one_counts()
    {
        var read = StrictJson.Read("""{"spec":{"size":1,"size":2,"l":[{"a":1,"a":3}]}}""");
        read.Error.ShouldBeNull();
        read.Duplicates.ShouldBe(["spec.size", "spec.l[0].a"]);
        read.Root!.ToJsonString().ShouldBe("""{"spec":{"size":2,"l":[{"a":3}]}}""");
    }
}
