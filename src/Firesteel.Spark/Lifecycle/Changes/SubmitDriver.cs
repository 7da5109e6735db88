using Firesteel.Spark.Submission;

namespace Firesteel.Spark.Lifecycle.Changes;

/// <summary>Create the driver and what it owns, or adopt the driver that already carries this submission id.</summary>
public sealed record SubmitDriver(SubmissionResult Submission, string SubmissionId) : Change;
