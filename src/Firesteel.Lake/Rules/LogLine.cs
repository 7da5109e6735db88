using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules;

public sealed record LogLine(string Text, Location Where);
