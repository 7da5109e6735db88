namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>How an answer is to be encoded and shaped.</summary>
/// <param name="As">Empty for the object itself, else <c>Table</c>, <c>PartialObjectMetadata</c> or <c>PartialObjectMetadataList</c>.</param>
/// <param name="AsVersion"><c>v1</c> or <c>v1beta1</c> of meta.k8s.io.</param>
internal sealed record AnswerForm(string MediaType, string As, string AsVersion, bool Pretty)
{
    public const string Json = "application/json";
    public const string Yaml = "application/yaml";
    public const string Protobuf = "application/vnd.kubernetes.protobuf";

    public bool IsTable => As == "Table";
}
