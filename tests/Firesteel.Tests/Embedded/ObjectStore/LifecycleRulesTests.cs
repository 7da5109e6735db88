using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Lifecycle;

namespace Firesteel.Tests.Embedded.ObjectStore;

public sealed class LifecycleRulesTests
{
    private const string Expiry = "<Expiration><Days>3</Days></Expiration>";

    [Theory]
    [InlineData("<Filter/>" + Expiry)]
    [InlineData("<Prefix>a/</Prefix>" + Expiry)]
    [InlineData("<Filter><Prefix>a/</Prefix></Filter>" + Expiry)]
    [InlineData("<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>" + Expiry)]
    [InlineData("<Filter><And><Prefix>a/</Prefix><Tag><Key>a</Key><Value>b</Value></Tag></And></Filter>" + Expiry)]
    [InlineData("<Filter><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></Filter>" + Expiry)]
    public void A_rule_says_what_it_covers(string rule) => Parse(rule).Rules.ShouldHaveSingleItem().ExpirationDays.ShouldBe(3);

    /// <summary>AWS wants And around several; Ceph's clients leave it out, and all have to hold either way.</summary>
    [Fact]
    public void Conditions_without_and_all_have_to_hold()
    {
        var rule = Parse("<Filter><Prefix>a</Prefix><Tag><Key>b</Key><Value>c</Value></Tag></Filter>" + Expiry).Rules.ShouldHaveSingleItem();
        rule.Prefix.ShouldBe("a");
        rule.Tags.ShouldBe([KeyValuePair.Create("b", "c")]);
    }

    /// <summary>What is misread would delete more, or less, than was meant.</summary>
    [Theory]
    [InlineData(Expiry)]
    [InlineData("<Prefix>a</Prefix><Filter><Prefix>b</Prefix></Filter>" + Expiry)]
    [InlineData("<Filter><Prefixes>a</Prefixes></Filter>" + Expiry)]
    [InlineData("<Filter/><Expiration/>")]
    [InlineData("<Filter/><Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration>")]
    public void A_rule_that_can_be_misread_is_refused(string rule) =>
        Should.Throw<S3Exception>(() => Parse(rule)).Code.ShouldBe(S3Errors.MalformedXml);

    private static LifecycleRules Parse(string rule) => LifecycleRules.Parse($"<LifecycleConfiguration><Rule><Status>Enabled</Status>{rule}</Rule></LifecycleConfiguration>");
}
