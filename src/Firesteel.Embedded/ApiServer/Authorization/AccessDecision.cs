namespace Firesteel.Embedded.ApiServer.Authorization;

/// <param name="Reason">Which binding allowed it; of a refusal, what kept the roles from being read, or empty.</param>
internal readonly record struct AccessDecision(bool IsAllowed, string Reason);
