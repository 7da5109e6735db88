namespace Firesteel.History.Rest.Json;

/// <summary>A point in the writing of an answer at which what has been written may go out: after each of many elements.</summary>
internal readonly record struct Pause;
