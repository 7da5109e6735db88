using System.Globalization;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>Resources such as GPUs: <c>spark.driver.resource.NAME.{amount,vendor}</c>.</summary>
internal static class CustomResources
{
    public static IEnumerable<(string Name, string Amount, string Vendor)> Read(SubmissionSettings settings, string prefix)
    {
        var names = settings.Properties.Below(prefix).Select(entry => entry.Key.Split('.')[0]).Distinct();
        foreach (var name in names)
        {
            var amount = settings.Properties.Raw($"{prefix}{name}.amount");
            var vendor = settings.Properties.Raw($"{prefix}{name}.vendor");
            if (amount is null)
                settings.Fail($"{prefix}{name}.amount", $"You must specify an amount for {name}", $"set {prefix}{name}.amount");
            else if (!int.TryParse(amount, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                settings.Fail($"{prefix}{name}.amount", $"For input string: \"{amount}\"", $"give {prefix}{name}.amount a whole number");
            else if (vendor is null)
                settings.Fail($"{prefix}{name}.vendor", $"Resource: {name} was requested, but vendor was not specified.", $"set {prefix}{name}.vendor, for instance nvidia.com");
            else
                yield return (name, number.ToString(CultureInfo.InvariantCulture), vendor);
        }
    }
}
