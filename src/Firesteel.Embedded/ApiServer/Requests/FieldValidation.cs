namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>What happens to unknown and duplicate fields.</summary>
internal enum FieldValidation
{
    Warn,
    Ignore,
    Strict,
}
