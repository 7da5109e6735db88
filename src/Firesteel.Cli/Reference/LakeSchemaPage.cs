using System.Text.Json;
using Firesteel.Lake.Specification;

namespace Firesteel.Cli.Reference;

/// <summary>JSON schema of lake.yaml, for editors.</summary>
internal sealed class LakeSchemaPage : IReferencePage
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string FileName => "lake.schema.json";

    public string Write() => LakeFile.Schema().ToJsonString(Indented) + "\n";
}
