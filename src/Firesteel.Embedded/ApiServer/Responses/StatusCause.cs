namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>One entry of <c>details.causes</c>.</summary>
/// <param name="Reason">Such as <c>FieldValueInvalid</c>.</param>
/// <param name="Message">Without the field's path: <c>Invalid value: 0: must be positive</c>.</param>
internal sealed record StatusCause(string Reason, string Field, string Message);
