using Firesteel.Spark.Submission.Arguments;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>The container's arguments, and the Python interpreter. Source: Spark's DriverCommandFeatureStep.</summary>
internal sealed class DriverCommandStep : IDriverStep
{
    private const string PythonVersion = "spark.kubernetes.pyspark.pythonVersion";

    public string SparkName => "DriverCommandFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        var request = settings.Request;
        if (settings.IsPython)
            plan = Python(plan, settings);
        (plan, var resource) = Resource(plan, settings);
        if (request.ProxyUser is { } user)
            plan = plan.AddArguments("driver", "--proxy-user", user);
        else
            plan = plan.AddArguments("driver");
        return plan
            .AddArguments("--properties-file", $"{DriverContainer.ConfigurationDirectory}/{DriverContainer.PropertiesFile}", "--class", request.MainClass, resource)
            .AddArguments(request.Arguments.AsSpan())
            .Set("spark.kubernetes.resource.type", request.Kind.ToString().ToLowerInvariant());
    }

    private static (DriverPlan Plan, string Resource) Resource(DriverPlan plan, SubmissionSettings settings)
    {
        var resource = settings.Request.Resource ?? ResourceUri.None;
        var directory = settings.Submitter.WorkingDirectory;
        if (!ResourceUri.IsLocalFile(resource, directory))
            return (plan, resource);
        return settings.Request.Kind switch
        {
            ApplicationKind.Python => plan.AddUpload(ResourceUri.LocalPath(resource, directory), settings),
            ApplicationKind.R => (plan, resource),
            _ => (plan, ResourceUri.None), // it travels in spark.jars
        };
    }

    private static DriverPlan Python(DriverPlan plan, SubmissionSettings settings)
    {
        var properties = settings.Properties;
        if (settings.Release.ChecksPythonVersion && properties.Text(PythonVersion) is { } version && version != "3")
            properties.Refuse(PythonVersion, "Ensure that major Python version is Python3");
        var interpreter = properties.Text("spark.pyspark.python");
        var python = interpreter ?? settings.Submitter.Variable("PYSPARK_PYTHON");
        var driver = properties.Text("spark.pyspark.driver.python") ?? interpreter
            ?? settings.Submitter.Variable("PYSPARK_DRIVER_PYTHON") ?? settings.Submitter.Variable("PYSPARK_PYTHON");
        if (python is not null)
            plan = plan.AddEnvironment("PYSPARK_PYTHON", python);
        return driver is null ? plan : plan.AddEnvironment("PYSPARK_DRIVER_PYTHON", driver);
    }
}
