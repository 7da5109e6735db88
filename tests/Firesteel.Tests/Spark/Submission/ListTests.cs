using System.Collections;
using Firesteel.Spark.Api.Checks;
using Firesteel.Spark.Lifecycle.Companions;
using Firesteel.Spark.Submission.Driver;
using Firesteel.Spark.Translation;
using Firesteel.Spark.Translation.Gangs;

namespace Firesteel.Tests.Spark.Submission;

/// <summary>What is listed is complete: each implementation stands in its list exactly once.</summary>
public sealed class ListTests
{
    [Fact]
    public void Every_driver_step_stands_in_the_list_once() => Complete<IDriverStep>(DriverSteps.Ordered);

    [Fact]
    public void Every_application_check_stands_in_the_list_once() => Complete<IApplicationCheck>(ApplicationChecks.All);

    [Fact]
    public void Every_companion_stands_in_the_list_once() => Complete<ICompanion>(CompanionKinds.All);

    [Fact]
    public void Every_batch_scheduler_stands_in_the_list_once() => Complete<IBatchScheduler>(BatchSchedulers.All);

    [Fact]
    public void Every_property_source_stands_in_the_list_once() => Complete<IPropertySource>(PropertySources.Ordered);

    [Fact]
    public void Steps_go_by_the_names_of_Sparks_classes() => DriverSteps.Ordered.Select(step => step.SparkName).ShouldBe(
    [
        "BasicDriverFeatureStep", "DriverKubernetesCredentialsFeatureStep", "DriverServiceFeatureStep", "MountSecretsFeatureStep",
        "EnvSecretsFeatureStep", "MountVolumesFeatureStep", "DriverCommandFeatureStep", "HadoopConfDriverFeatureStep",
        "KerberosConfDriverFeatureStep", "PodTemplateConfigMapStep", "LocalDirsFeatureStep",
    ]);

    private static void Complete<T>(IEnumerable list)
    {
        var listed = list.Cast<object>().Select(item => item.GetType()).ToArray();
        var present = typeof(T).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(T)));
        listed.ShouldBe(present, ignoreOrder: true);
    }
}
