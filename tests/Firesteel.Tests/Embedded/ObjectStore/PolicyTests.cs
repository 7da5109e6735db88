using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ObjectStore;

public sealed class PolicyTests
{
    private static readonly Caller Spark = new("spark", "AK", new("own", "own"), false, false, [], null);

    [Theory]
    [InlineData("s3:GetObject", "datalake/data/x", PolicyDecision.Allow)]
    [InlineData("s3:getobject", "datalake/data/x", PolicyDecision.Allow)]
    [InlineData("s3:GetObject", "datalake/logs/x", PolicyDecision.None)]
    [InlineData("s3:DeleteObjectVersion", "datalake/data/x", PolicyDecision.Deny)]
    [InlineData("s3:PutObject", "datalake/data/x", PolicyDecision.None)]
    [InlineData("s3:GetObject", "other/data/x", PolicyDecision.None)]
    public void A_deny_wins_and_silence_is_no_allow(string action, string resource, object expected) =>
        Decide("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["s3:GetObject","s3:Delete*"],"Resource":"arn:aws:s3:::datalake/data/*"},
              {"Effect":"Deny","Action":"s3:DeleteObjectVersion","Resource":["arn:aws:s3:::datalake/*"]}]}
            """, action, resource).ShouldBe((PolicyDecision)expected);

    [Theory]
    [InlineData("StringLike", "s3:prefix", "\"data/*\"", "data/a", true)]
    [InlineData("StringLike", "s3:prefix", "\"data/*\"", "logs/a", false)]
    [InlineData("StringEquals", "s3:prefix", "[\"a\",\"b\"]", "b", true)]
    [InlineData("StringNotEquals", "s3:prefix", "[\"a\",\"b\"]", "b", false)]
    [InlineData("StringNotEquals", "s3:prefix", "\"a\"", null, true)]
    [InlineData("StringEquals", "s3:prefix", "\"a\"", null, false)]
    [InlineData("StringEqualsIfExists", "s3:prefix", "\"a\"", null, true)]
    [InlineData("NumericLessThanEquals", "s3:max-keys", "10", "10", true)]
    [InlineData("NumericLessThan", "s3:max-keys", "\"10\"", "10", false)]
    [InlineData("Bool", "aws:SecureTransport", "false", "false", true)]
    [InlineData("IpAddress", "aws:SourceIp", "\"10.1.0.0/16\"", "10.1.2.3", true)]
    [InlineData("IpAddress", "aws:SourceIp", "\"10.1.2.3/16\"", "10.2.2.3", false)]
    [InlineData("NotIpAddress", "aws:SourceIp", "\"10.1.0.0/16\"", "10.1.2.3", false)]
    [InlineData("Null", "s3:prefix", "true", null, true)]
    [InlineData("Null", "s3:prefix", "true", "x", false)]
    [InlineData("DateLessThan", "aws:CurrentTime", "\"2026-01-01T00:00:00Z\"", "2025-12-31T23:59:59Z", true)]
    [InlineData("StringEquals", "s3:prefix", "\"${aws:username}\"", "spark", true)]
    public void A_condition_narrows(string name, string key, string wanted, string? value, bool holds) =>
        Decide(
            $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"{{{{name}}}}":{"{{{{key}}}}":{{{{wanted}}}} } } }]}""", "s3:ListBucket", "b",
            asked => asked == key.ToLowerInvariant() ? value is null ? null : [value] : asked == "aws:username" ? ["spark"] : null)
            .ShouldBe(holds ? PolicyDecision.Allow : PolicyDecision.None);

    [Theory]
    [InlineData("""{"Statement":[]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Maybe","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","NotAction":"s3:*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Sounds":{"a":"b"}}}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Principal":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Extra":1}]}""")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public void A_policy_that_cannot_be_understood_is_refused(string policy) => Should.Throw<FormatException>(() => PolicyParser.Parse(policy, null));

    [Fact]
    public void A_bucket_policy_speaks_of_its_bucket_only() =>
        Should.Throw<FormatException>(() => PolicyParser.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::other/*"}]}""", "mine"));

    [Fact]
    public void Wildcards_match_as_a_slow_matcher_does() =>
        Prop.ForAll(Arb.From(Gen.Elements("a", "b", "*", "?", "/").ArrayOf().Select(string.Concat)), Arb.From(Gen.Elements("a", "b", "/").ArrayOf().Select(string.Concat)), (pattern, text) =>
            Wildcard.Matches(pattern, text) == Slowly(pattern, text)).QuickCheckThrowOnFailure();

    private static bool Slowly(string pattern, string text) => pattern.Length == 0
        ? text.Length == 0
        : pattern[0] == '*' ? Enumerable.Range(0, text.Length + 1).Any(skip => Slowly(pattern[1..], text[skip..]))
        : text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && Slowly(pattern[1..], text[1..]);

    private static PolicyDecision Decide(string policy, string action, string resource, Func<string, IReadOnlyList<string>?>? condition = null) =>
        PolicyParser.Parse(policy, null).Evaluate(new(Spark, action, resource, condition ?? (_ => null)));
}
