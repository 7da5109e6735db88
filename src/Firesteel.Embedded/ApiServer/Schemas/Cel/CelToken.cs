namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <param name="Kind"><c>i</c> identifier, <c>n</c> number, <c>s</c> text, <c>b</c> bytes, <c>o</c> operator, <c>e</c> end.</param>
internal readonly record struct CelToken(char Kind, string Text, object? Value, int Position);
