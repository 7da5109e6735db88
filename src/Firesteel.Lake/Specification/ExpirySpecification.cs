namespace Firesteel.Lake.Specification;

public sealed record ExpirySpecification(string Prefix, int Days);
