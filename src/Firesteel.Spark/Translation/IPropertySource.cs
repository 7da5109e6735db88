namespace Firesteel.Spark.Translation;

/// <summary>A part of an application that becomes Spark properties.</summary>
internal interface IPropertySource
{
    IEnumerable<KeyValuePair<string, string>> Properties(Api.SparkApplication application, SubmissionTarget target);
}
