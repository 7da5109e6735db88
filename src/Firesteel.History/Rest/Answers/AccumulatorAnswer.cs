using Firesteel.History.Rest.Json;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Answers;

/// <summary>AccumulableInfo.</summary>
internal static class AccumulatorAnswer
{
    public static void Write(JacksonWriter json, AccumulatorRecord accumulator)
    {
        json.StartObject();
        json.Property("id", accumulator.Id);
        json.Property("name", accumulator.Name);
        json.Property("update", accumulator.Update);
        json.Property("value", accumulator.Value);
        json.EndObject();
    }
}
