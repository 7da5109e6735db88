using Firesteel.Spark.Lifecycle;

namespace Firesteel.Tests.Spark.Lifecycle;

public sealed class LastWordsTests
{
    [Theory]
    [InlineData("26/01/02 03:04:05 INFO X: up\nException in thread \"main\" java.lang.ArithmeticException: / by zero\n\tat A.main(A.java:1)\n26/01/02 03:04:05 INFO ShutdownHookManager: bye", "Exception in thread \"main\" java.lang.ArithmeticException: / by zero")]
    [InlineData("Error: Failed to load class org.example.NoSuchClass.\n26/01/02 INFO ShutdownHookManager: x", "Error: Failed to load class org.example.NoSuchClass.")]
    [InlineData("python3: can't open file '/opt/app/nope.py': [Errno 2] No such file or directory\n", "python3: can't open file '/opt/app/nope.py': [Errno 2] No such file or directory")]
    [InlineData("Traceback (most recent call last):\n  File \"/a.py\", line 1, in <module>\nzipfile.BadZipFile: x\nModuleNotFoundError: No module named 'y'", "ModuleNotFoundError: No module named 'y'")]
    [InlineData("26/01/02 03:04:05 INFO X: up\n/opt/entrypoint.sh: line 11:    56 Killed                  \"$@\" 3>&- < /dev/null", null)]
    [InlineData("one\ntwo\n", "two")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_line_that_says_why_is_found(string? log, string? line) => LastWords.Of(log).ShouldBe(line);

    /// <summary>A kubelet keeps the last 2048 bytes, wherever they begin.</summary>
    [Fact]
    public void What_is_left_of_a_cut_line_says_nothing()
    {
        var frames = string.Concat(Enumerable.Repeat("\tat org.example.A.main(A.java:1)\n", 100));
        LastWords.Of((")\n" + frames)[..2048]).ShouldBeNull();
        LastWords.Of(")\nboom").ShouldBe("boom");
    }
}
