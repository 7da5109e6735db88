using System.Diagnostics;
using Firesteel.Embedded.PodStreams;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>A process beside a container's, with pipes or with a terminal.</summary>
internal sealed class CommandSession : ICommandSession
{
    private readonly Process _process;
    private readonly PseudoTerminal? _terminal;

    public CommandSession(Process process, PseudoTerminal? terminal)
    {
        (_process, _terminal) = (process, terminal);
        Input = terminal?.Stream ?? process.StandardInput.BaseStream;
        Output = terminal?.Stream ?? process.StandardOutput.BaseStream;
        Errors = terminal is null ? process.StandardError.BaseStream : Stream.Null;
        ExitCode = EndAsync();
    }

    public Stream Input { get; }

    public Stream Output { get; }

    public Stream Errors { get; }

    public Task<int> ExitCode { get; }

    public void Resize(int columns, int rows) => _terminal?.Resize(columns, rows);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await ExitCode;
        _process.Dispose();
        _terminal?.Dispose();
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        return _process.ExitCode;
    }
}
