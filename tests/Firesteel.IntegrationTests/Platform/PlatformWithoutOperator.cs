namespace Firesteel.IntegrationTests.Platform;

/// <summary>A platform on which Helm installs the operator.</summary>
public sealed class PlatformWithoutOperator : RunningPlatform
{
    protected override bool WithOperator => false;
}
