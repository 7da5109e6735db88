namespace Firesteel.TestKit.Stores;

/// <summary>What befalls an answer on its way.</summary>
/// <param name="Delay">Before the request is passed on.</param>
/// <param name="Body">So many bytes of the body come through; null = all.</param>
/// <param name="Stalls">After them nothing comes any more, but the connection stays; otherwise it is cut.</param>
public sealed record StoreTrouble(TimeSpan Delay = default, long? Body = null, bool Stalls = false);
