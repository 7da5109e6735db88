namespace Firesteel.Console.Pages;

/// <summary>What was asked for is not in the application.</summary>
public sealed class PageNotFoundException(string message) : Exception(message);
