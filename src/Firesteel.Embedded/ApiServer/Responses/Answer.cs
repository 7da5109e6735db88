using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Storage;

namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>What an operation answers, before it is shaped and encoded.</summary>
internal abstract record Answer(int Code);

/// <summary>One object of a served kind.</summary>
internal sealed record ObjectAnswer(int Code, ServedKind Kind, ReadOnlyMemory<byte> Json) : Answer(Code);

/// <summary>A page of a list.</summary>
/// <param name="Continue">Empty on the last page.</param>
internal sealed record ListAnswer(ServedKind Kind, IReadOnlyList<StoredObject> Items, long Revision, string Continue, long? Remaining) : Answer(200);

/// <summary>A Status, a Scale, a review: an object that is never shaped as a table.</summary>
internal sealed record PlainAnswer(int Code, JsonObject Body) : Answer(Code);
