using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Tests.Embedded.ApiServer.Schemas;

public sealed class CelTests
{
    private const string Properties = """
        {"n":{"type":"integer"},"d":{"type":"number"},"s":{"type":"string"},"l":{"type":"array","items":{"type":"integer"}},
         "names":{"type":"array","items":{"type":"string"}},"m":{"type":"object","additionalProperties":{"type":"integer"}},
         "t":{"type":"string","format":"date-time"},"w":{"type":"string","format":"duration"},"x":{"x-kubernetes-int-or-string":true}}
        """;

    private const string Object = """
        {"n":7,"d":1.5,"s":"Hello, World","l":[3,1,2],"names":["a","b","c"],"m":{"one":1,"two":2},"t":"2024-03-01T10:20:30Z","w":"90m","x":"50%"}
        """;

    [Theory]
    [InlineData("self.n == 7 && self.n + 3 * 2 == 13 && (self.n + 3) * 2 == 20")]
    [InlineData("self.n % 4 == 3 && -self.n < 0 && self.n / 2 == 3")]
    [InlineData("self.n > 1.5 && self.d < 2")]
    [InlineData("double(self.n) / 2.0 == 3.5 && int(self.d) == 1 && string(self.n) == '7' && int('42') == 42")]
    [InlineData("self.s.startsWith('Hello') && self.s.endsWith(\"World\") && self.s.contains(', ') && self.s.size() == 12 && size(self.s) == 12")]
    [InlineData("self.s.matches('^H.*d$') && !self.s.matches('^h') && self.s.find('[A-Z]o') == 'Wo' && self.s.findAll('o').size() == 2")]
    [InlineData("self.s.lowerAscii() == 'hello, world' && self.s.substring(0, 5) == 'Hello' && self.s.indexOf('o') == 4 && self.s.lastIndexOf('o') == 8")]
    [InlineData("self.s.split(', ') == ['Hello', 'World'] && ['a', 'b'].join('-') == 'a-b' && 'aXbX'.replace('X', '') == 'ab'")]
    [InlineData("'%s has %d and %.2f'.format(['x', self.n, self.d]) == 'x has 7 and 1.50'")]
    [InlineData("self.l.all(x, x > 0) && self.l.exists(x, x == 3) && self.l.exists_one(x, x == 3) && self.l.map(x, x * 2) == [6, 2, 4]")]
    [InlineData("self.l.filter(x, x > 1) == [3, 2] && self.l.map(x, x > 1, x + 1) == [4, 3] && self.l.all(i, x, i < 3 && x < 4)")]
    [InlineData("self.l.sum() == 6 && self.l.max() == 3 && self.l.min() == 1 && !self.l.isSorted() && self.l.indexOf(2) == 2")]
    [InlineData("self.m.all(k, self.m[k] > 0) && 'one' in self.m && !('three' in self.m) && self.m.one == 1 && size(self.m) == 2")]
    [InlineData("2 in self.l && !(9 in self.l) && self.l[0] == 3 && self.l + [4] == [3, 1, 2, 4]")]
    [InlineData("has(self.n) && !has(self.missing) || true")]
    [InlineData("self.t > timestamp('2024-01-01T00:00:00Z') && self.t.getFullYear() == 2024 && self.t.getMonth() == 2 && self.t.getHours() == 10")]
    [InlineData("self.w == duration('1h30m') && self.w < duration('2h') && self.w.getMinutes() == 90")]
    [InlineData("self.t + self.w == timestamp('2024-03-01T11:50:30Z')")]
    [InlineData("type(self.x) == string ? self.x.endsWith('%') : self.x > 0")]
    [InlineData("quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('500m').add(quantity('1500m')).asInteger() == 2 && !isQuantity('x')")]
    [InlineData("isURL('https://a.b/c') && url('https://a.b:80/c').getHostname() == 'a.b' && isIP('::1') && cidr('10.0.0.0/8').containsIP('10.1.2.3')")]
    [InlineData("sets.contains([1, 2, 3], [2]) && sets.equivalent([1, 1], [1]) && !sets.intersects([1], [2])")]
    [InlineData("optional.of(1).hasValue() && optional.none().orValue(5) == 5 && self.?n.orValue(0) == 7 && self.m[?'no'].orValue(9) == 9")]
    [InlineData("cel.bind(v, self.n + 1, v * v) == 64 && math.greatest(1, 5, 3) == 5")]
    [InlineData("self.n == 8 || self.n / 0 > 1 || true")]
    [InlineData("false && self.n / 0 > 1 ? false : true")]
    [InlineData("!format.dns1123Label().validate('ok').hasValue() && format.dns1123Label().validate('Not Ok').hasValue()")]
    [InlineData("r'a\\d' == 'a\\\\d' && '\\u0041' == 'A' && b'ab'.size() == 2 && '''x''' == \"x\" && 0x10 == 16 && 1e3 == 1000.0")]
    public void Expressions_that_hold(string rule) => Judge(rule).ShouldBeNull();

    [Theory]
    [InlineData("self.n > 7", "failed rule: self.n > 7")]
    [InlineData("self.n / 0 == 1", "division by zero evaluating rule: self.n / 0 == 1")]
    [InlineData("self.n + 9223372036854775807 > 0", "integer overflow evaluating rule: self.n + 9223372036854775807 > 0")]
    [InlineData("self.m['no'] == 1", "no such key: no evaluating rule: self.m['no'] == 1")]
    [InlineData("self.l[9] == 1", "index out of bounds: 9 evaluating rule: self.l[9] == 1")]
    [InlineData("self.x > 3", "no such overload evaluating rule: self.x > 3")]
    public void Expressions_that_do_not(string rule, string message) => Judge(rule).ShouldBe($"Invalid value: \"object\": {message}");

    [Fact]
    public void A_rule_that_never_ends_is_stopped() =>
        Judge("lists.range(2000).all(x, lists.range(2000).all(y, lists.range(2000).all(z, x + y + z >= 0)))").ShouldNotBeNull().ShouldContain("call cost exceeds limit for rule");

    [Theory]
    [InlineData("self.n == 'x'", "found no matching overload for '_==_' applied to '(int, string)'")]
    [InlineData("self.nope == 1", "undefined field 'nope'")]
    [InlineData("nothing == 1", "undeclared reference to 'nothing'")]
    [InlineData("self.n", "cel expression must evaluate to a bool")]
    [InlineData("self.n ==", "Syntax error: mismatched input '<EOF>'")]
    public void Definitions_with_a_broken_rule_are_refused(string rule, string part) =>
        StructuralSchema.Parse(Schema(rule)).Causes.ShouldHaveSingleItem().Message.ShouldContain(part);

    private static string? Judge(string rule)
    {
        var schema = StructuralSchema.Root(Schema(rule));
        return SchemaValidation.Validate(schema, new JsonObject { ["spec"] = JsonNode.Parse(Object) }).Causes.SingleOrDefault()?.Message;
    }

    private static JsonObject Schema(string rule) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = JsonNode.Parse(Properties),
                ["x-kubernetes-validations"] = new JsonArray(new JsonObject { ["rule"] = rule }),
            },
        },
    };
}
