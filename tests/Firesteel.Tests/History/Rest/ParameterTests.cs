using System.Text.Json.Nodes;
using Firesteel.History.Rest;
using Firesteel.History.Rest.Answers;
using Firesteel.History.Rest.Json;
using Firesteel.History.Serving;

namespace Firesteel.Tests.History.Rest;

/// <summary>Parameters as the real servers 3.5.7 and 4.1.0 took them when they were asked; each row was asked there.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("2026-11-29", "2026-11-29T00:00:00.000")]
    [InlineData(" 2026-11-29 and more", "2026-11-29T00:00:00.000")]
    [InlineData("2026-13-45", "2027-02-14T00:00:00.000")]
    [InlineData("2026-11--5", "2026-10-26T00:00:00.000")]
    [InlineData("2026-00-00", "2025-11-30T00:00:00.000")]
    [InlineData("2026- 1-1", "2026-01-01T00:00:00.000")]
    [InlineData("2026-11-29T00:30:00.000GMT", "2026-11-29T00:30:00.000")]
    [InlineData("2026-11-29T00:30:00.000gmt", "2026-11-29T00:30:00.000")]
    [InlineData("2026-11-29T00:30:00.000UTC", "2026-11-29T00:30:00.000")]
    [InlineData("2026-11-29T25:61:61.000GMT", "2026-11-30T02:02:01.000")]
    [InlineData("2026-11-29T00:30:00.123456GMT", "2026-11-29T00:32:03.456")]
    [InlineData("2026-11-29T00:30:00.000+0100", "2026-11-28T23:30:00.000")]
    [InlineData("2026-11-29T00:30:00.000-0800", "2026-11-29T08:30:00.000")]
    [InlineData("2026-11-29T00:30:00.000PST", "2026-11-29T08:30:00.000")]
    [InlineData("2026-11-29T00:30:00.000CEST", "2026-11-28T22:30:00.000")]
    [InlineData("2026-11-29T00:30:00.000GMT+2:00", "2026-11-28T22:30:00.000")]
    [InlineData("2026-11-29T00:30:00.000Z", "2026-11-29T00:00:00.000")] // no zone that Java's format knows: the day counts
    [InlineData("2026-11-29T00:30:00.000-08:00", "2026-11-29T00:00:00.000")]
    [InlineData("2026-11-29T00:30:00.000GMT-0230", "2026-11-29T00:00:00.000")]
    [InlineData("2026-11-29T00:30:00.000America/New_York", "2026-11-29T00:00:00.000")]
    [InlineData("2026-11-29T00:30:00", "2026-11-29T00:00:00.000")]
    [InlineData("2026-11-29t00:30:00.000GMT", "2026-11-29T00:00:00.000")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00.000")]
    public void Dates(string text, string moment) =>
        SparkDate.Parse(text).ShouldBe(new DateTimeOffset(DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds());

    [Theory, InlineData("2026-11"), InlineData("foo"), InlineData("2026/11/29"), InlineData(" "), InlineData("+2026-1-1"), InlineData("1795910400000")]
    public void No_dates(string text) => SparkDate.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("0.5d", 0.5), InlineData(" .5F ", 0.5), InlineData("5.", 5.0), InlineData("1e-1", 0.1), InlineData("+0.5", 0.5), InlineData("0x1p-1", 0.5), InlineData("0x.8p0", 0.5)]
    [InlineData("-Infinity", double.NegativeInfinity), InlineData("NaN", double.NaN)]
    [InlineData("inf", null), InlineData("", null), InlineData("0x1", null), InlineData("1,5", null), InlineData("1_0", null), InlineData("0.5dd", null)]
    public void Numbers(string text, double? value) => JavaNumber.ParseDouble(text).ShouldBe(value);

    [Theory]
    [InlineData(",", 0), InlineData("0.5,", 1), InlineData("0.5,,", 1)]
    public void Trailing_commas_are_nothing(string text, int count) => Quantiles.Parse(text).Length.ShouldBe(count);

    /// <summary>The rule by itself; answers of the real servers to such quantiles are among the recorded ones of troubled logs.</summary>
    [Theory]
    [InlineData("0,0.5,1", new double[] { 10, 20, 30 })]
    [InlineData("0.5,0.5", new double[] { 20, 20 })]
    [InlineData("-0.4,0.5", new double[] { double.NaN, 20 })]
    [InlineData("-1,0.5", new double[] { 10, double.NaN })]
    public void Negative_quantiles_lead_astray_as_in_spark(string text, double[] expected) =>
        Quantiles.Walk([10, 20, 30], [.. Quantiles.Parse(text).Select(quantile => Quantiles.Index(quantile, 3))]).ShouldBe(expected);

    [Theory, InlineData(""), InlineData(",0.5")]
    public void Nothing_is_no_number(string text) => Should.Throw<RestException>(() => Quantiles.Parse(text));

    [Theory]
    [InlineData("applications?status=", 200, 0)]
    [InlineData("applications?minDate=", 200, null)]
    [InlineData("applications;jsessionid=1", 200, null)]
    [InlineData("applications/{app}/jobs?status=", 200, 0)]
    [InlineData("applications/{app}/stages?status=", 200, 0)]
    [InlineData("applications/{app}/stages/0/0/taskList?status=", 200, 0)]
    [InlineData("applications/{app}/stages/0/0/taskList?sortBy=%2Bruntime", 404, null)]
    [InlineData("applications/{app}/sql/99999999999999999999", 404, null)]
    [InlineData("applications/{app}/streaming", 404, null)]
    public async Task Requests(string request, int status, int? rows)
    {
        using var logs = CaseFolder.Own("3.5.7");
        var library = await RecordedAnswers.OpenAsync(logs.Path, "3.5.7", 1_800_000_000_000);
        var parts = request.Replace("{app}", library.List.Applications[0].Id, StringComparison.Ordinal).Split('?');
        var answer = await new RestApi(library).AnswerAsync("/api/v1/" + parts[0], parts.Length > 1 ? parts[1] : "", Viewer.Nobody, CancellationToken.None);
        answer.Status.ShouldBe(status);
        if (status == 404)
            answer.ContentType.ShouldBe("text/html;charset=iso-8859-1");
        if (rows is { } count)
            JsonNode.Parse(answer.Whole().Body.Span)!.AsArray().Count.ShouldBe(count);
    }
}
