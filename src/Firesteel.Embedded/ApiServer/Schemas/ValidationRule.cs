namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>One of <c>x-kubernetes-validations</c>, as the definition has it.</summary>
/// <param name="Reason">Empty means FieldValueInvalid.</param>
/// <param name="FieldPath">Relative JSONPath such as <c>.spec.size</c>; empty for the node itself.</param>
public sealed record ValidationRule(
    string Rule, string Message = "", string MessageExpression = "", string Reason = "", string FieldPath = "", bool? OptionalOldSelf = null);
