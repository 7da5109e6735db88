namespace Firesteel.Spark.Submission.Driver;

/// <summary>One of the steps that shape the driver. Pure: what it finds wrong goes to <see cref="SubmissionSettings.Problems"/>.</summary>
internal interface IDriverStep
{
    /// <summary>Name of Spark's class, by which <c>spark.kubernetes.driver.pod.excludedFeatureSteps</c> leaves it out.</summary>
    string SparkName { get; }

    DriverPlan Apply(DriverPlan plan, SubmissionSettings settings);
}
