namespace Firesteel.Operator.Effects;

/// <summary>The API will not take this driver, however often it is asked.</summary>
public sealed class SubmissionRefusedException(string message) : Exception(message);
