using Firesteel.Cli.Shell;

namespace Firesteel.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task An_unknown_verb_is_one_line_and_exit_code_2()
    {
        var terminal = new TestTerminal();
        (await CommandLine.RunAsync(["frobnicate"], terminal.Terminal)).ShouldBe(2);
        terminal.ErrorText.ShouldContain("frobnicate");
        terminal.ErrorText.ShouldContain("firesteel --help");
        terminal.OutText.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("demo", "--spark", "9.9")]
    [InlineData("demo", "--spark")]
    [InlineData("up", "--port", "many")]
    [InlineData("lake", "frobnicate")]
    public async Task A_mistake_is_one_line_whatever_the_parser_says(params string[] arguments)
    {
        var terminal = new TestTerminal();
        (await CommandLine.RunAsync(arguments, terminal.Terminal)).ShouldBe(2);
        terminal.ErrorText.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("error ", StringComparison.Ordinal), terminal.ErrorText);
    }

    [Theory]
    [InlineData("--port: many is no whole number", "up", "--port", "many")]
    [InlineData("--tail: x is no whole number", "apps", "logs", "a", "--tail", "x")]
    public async Task A_wrong_value_is_told_in_words_for_people(string message, params string[] arguments)
    {
        var terminal = new TestTerminal();
        (await CommandLine.RunAsync(arguments, terminal.Terminal)).ShouldBe(2);
        terminal.ErrorText.ShouldContain(message);
    }

    [Fact]
    public void Every_verb_stands_in_the_list_once()
    {
        var verbs = typeof(IVerb).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IVerb)) && type is { IsAbstract: false });
        var listed = CommandLine.Build(new TestTerminal().Terminal).Subcommands.Select(command => command.Name).ToList();
        listed.ShouldBeUnique();
        listed.Count.ShouldBe(verbs.Count());
    }
}
