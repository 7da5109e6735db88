namespace Firesteel.Lake.Specification;

/// <summary>Where the administrator's keys come from; never the file itself. With neither: the environment, then the default AWS profile.</summary>
/// <param name="Profile">Of the AWS shared credentials file.</param>
public sealed record AdministratorSource(string? Profile, SecretReference? Secret);
