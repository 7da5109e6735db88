using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Store;

/// <summary>Warnings and errors of a server on the terminal, a line each.</summary>
internal sealed class TerminalLogs(IAnsiConsole console) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(console);

    public void Dispose()
    {
    }

    private sealed class Lines(IAnsiConsole console) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                console.WriteLine($"{logLevel.ToString().ToLowerInvariant()}: {formatter(state, exception)}{(exception is null ? "" : ": " + exception)}");
        }
    }
}
