namespace Firesteel.IntegrationTests.Airflow;

/// <summary>Airflow would have been told something else than it should.</summary>
internal sealed class AirflowDifferenceException(string message) : Exception(message);
