using Firesteel.Kube.Problems;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Api.Checks;

/// <summary>Two entries for one port or one URL would be one object; a URL has to be one.</summary>
internal sealed class DriverIngressesDiffer : IApplicationCheck
{
    private const string Cure = "write for instance {{$appName}}.example.com or https://example.com/{{$appNamespace}}/{{$appName}}";

    public IEnumerable<Problem> Check(SparkApplication application)
    {
        var entries = application.Spec.DriverIngressOptions;
        foreach (var port in entries.GroupBy(entry => entry.ServicePort).Where(group => group.Count() > 1))
            yield return new(Location.Field("spec.driverIngressOptions"), $"port {port.Key} stands twice", "remove one of the entries");
        foreach (var url in entries.Where(entry => entry.IngressURLFormat is not null).GroupBy(entry => entry.IngressURLFormat).Where(group => group.Count() > 1))
            yield return new(Location.Field("spec.driverIngressOptions"), $"ingressURLFormat {url.Key} stands twice", "give each entry its own URL");
        for (var index = 0; index < entries.Length; index++)
        {
            var where = Location.Field($"spec.driverIngressOptions[{index}].ingressURLFormat");
            if (entries[index].IngressURLFormat is not { Length: > 0 } format)
                yield return new(where, "ingressURLFormat is missing", Cure);
            else if (IngressUrl.Of(format, application, "spark-0") is null)
                yield return new(where, $"{format} is no URL", Cure);
        }
    }
}
