namespace Firesteel.Spark.Api.Schema;

/// <summary>Notations of text fields.</summary>
public enum TextFormat
{
    Any,

    /// <summary>Spark's size: <c>512m</c>, <c>2g</c>.</summary>
    SparkSize,

    /// <summary>Kubernetes' quantity: <c>500m</c>, <c>1.5</c>, <c>2Gi</c>.</summary>
    Quantity,

    /// <summary>Either of the two.</summary>
    SizeOrQuantity,

    /// <summary>A decimal number, such as a factor.</summary>
    Number,

    /// <summary>RFC 3339.</summary>
    Time,
}
