using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Cron;
using Firesteel.TestKit.Repository;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Kube.Cron;

/// <summary>Schedules against what the library behind kubeflow's operator answers: <c>cases/kubernetes/cron.json</c>.</summary>
public sealed partial class CronTests
{
    private static readonly Dictionary<string, JsonObject> Recorded = ((JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Cases, "kubernetes", "cron.json")))!)
        .OfType<JsonObject>().ToDictionary(item => (string)item["name"]!);

    public static TheoryData<string> Cases => [.. Recorded.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void A_schedule_is_due_when_kubeflow_says(string name)
    {
        var recorded = Recorded[name];
        var text = (string)recorded["schedule"]!;
        if (recorded["error"] is not null || recorded["panic"] is not null)
        {
            Should.Throw<FormatException>(() => CronSchedule.Parse(text, "UTC"));
            return;
        }

        var time = Time((string)recorded["from"]!);
        var schedule = CronSchedule.Parse(text, (string?)recorded["fromZone"]);
        // The library never comes back from a day that a zone skipped; ours goes on.
        if (recorded["endlessLoopAfter"] is not null)
        {
            for (var next = schedule.Next(time); next is not null && next < time.AddYears(3); next = schedule.Next(next.Value))
            {
            }

            return;
        }

        foreach (var expected in (JsonArray)recorded["next"]!)
        {
            var next = schedule.Next(time);
            next.ShouldBe(expected is null ? null : Time((string)expected["utc"]!), name);
            time = next ?? time;
        }
    }

    [Theory]
    [InlineData("", "0 fields, not 5")]
    [InlineData("61 * * * *", "61 is outside of 0 to 59")]
    [InlineData("* * * * 7", "7 is outside of 0 to 6")]
    [InlineData("*/0 * * * *", "step of zero")]
    [InlineData("@every 1d", "1d is no duration")]
    [InlineData("@every 99999999999999h", "longer than 292 years")]
    [InlineData("TZ=UTC", "names a zone and no time")]
    [InlineData("TZ=Mars/Olympus 0 9 * * *", "no time zone Mars/Olympus")]
    public void What_is_wrong_is_said(string text, string why) =>
        Should.Throw<FormatException>(() => CronSchedule.Parse(text, "UTC")).Message.ShouldContain(why);

    [Fact]
    public void A_day_that_a_zone_skipped_is_passed_over() =>
        CronSchedule.Parse("TZ=Pacific/Apia 0 0 30 12 *").Next(Time("2011-12-01T00:00:00Z")).ShouldBe(Time("2012-12-29T10:00:00Z"));

    [Fact]
    public void The_next_run_is_the_first_minute_that_fits() =>
        Prop.ForAll(Expressions.ToArbitrary(), Gen.Choose(0, 60 * 24 * 400).ToArbitrary(), (text, minutes) =>
        {
            var from = new DateTimeOffset(2023, 12, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
            var next = CronSchedule.Parse(text, "UTC").Next(from);
            var fields = text.Split(' ');
            // The greatest pause of these expressions is a leap day's; the oracle looks minute by minute for forty days.
            for (var minute = from.AddMinutes(1); minute < from.AddDays(40); minute = minute.AddMinutes(1))
            {
                if (Fits(fields, minute))
                    return next == minute;
            }

            return next is null || next >= from.AddDays(40);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Time_goes_forward_in_every_zone() =>
        Prop.ForAll(Expressions.ToArbitrary(), Gen.Elements("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu").ToArbitrary(), Gen.Choose(0, 60 * 24 * 400).ToArbitrary(), (text, zone, minutes) =>
        {
            var schedule = CronSchedule.Parse(text, zone);
            var from = new DateTimeOffset(2017, 9, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
            for (var step = 0; step < 5 && schedule.Next(from) is { } next; step++)
            {
                if (next <= from)
                    return false;
                from = next;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static Gen<string> Expressions =>
        from minute in Field(0, 59)
        from hour in Field(0, 23)
        from day in Field(1, 31)
        from month in Field(1, 12)
        from weekday in Field(0, 6)
        select $"{minute} {hour} {day} {month} {weekday}";

    private static Gen<string> Field(int least, int most) => Gen.OneOf(
        Gen.Constant("*"),
        Gen.Choose(least, most).Select(number => number.ToString()),
        Gen.Choose(2, 9).Select(step => $"*/{step}"),
        from first in Gen.Choose(least, most) from last in Gen.Choose(first, most) select $"{first}-{last}",
        from one in Gen.Choose(least, most) from other in Gen.Choose(least, most) select $"{one},{other}");

    private static bool Fits(string[] fields, DateTimeOffset time)
    {
        var (day, weekday) = (Has(fields[2], 1, time.Day), Has(fields[4], 0, (int)time.DayOfWeek));
        var isDay = fields[2] == "*" || fields[4] == "*" ? day && weekday : day || weekday;
        return isDay && Has(fields[0], 0, time.Minute) && Has(fields[1], 0, time.Hour) && Has(fields[3], 1, time.Month);
    }

    private static bool Has(string field, int least, int number) => field.Split(',').Any(part =>
        part == "*"
        || part.StartsWith("*/", StringComparison.Ordinal) && (number - least) % int.Parse(part[2..]) == 0
        || part.Contains('-') && part.Split('-') is [var first, var last] && int.Parse(first) <= number && number <= int.Parse(last)
        || part == number.ToString());

    // .NET would round the nanoseconds of a recording up.
    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(Fraction().Replace(text, ""), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\.\d+")]
    private static partial Regex Fraction();
}
