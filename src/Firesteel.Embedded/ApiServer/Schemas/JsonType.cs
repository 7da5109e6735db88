namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>The <c>type</c> of a schema; <see cref="Any"/> when it says none.</summary>
public enum JsonType
{
    Any,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}
