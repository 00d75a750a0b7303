using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>AGT1016.</summary>
public sealed class NullabilityTests
{
    [Theory]
    [InlineData("string {0}(string text)", "string? {0}(string text)", "returns 'string?' instead of 'string'")]
    [InlineData("Task<string> {0}()", "Task<string?> {0}()", "returns 'Task<string?>' instead of 'Task<string>'")]
    [InlineData("Task<List<string>> {0}()", "Task<List<string?>> {0}()", "returns 'Task<List<string?>>' instead of 'Task<List<string>>'")]
    [InlineData("string[] {0}()", "string?[] {0}()", "returns 'string?[]' instead of 'string[]'")]
    [InlineData("(string, int) {0}()", "(string?, int) {0}()", "returns '(string?, int)' instead of '(string, int)'")]
    [InlineData("void {0}(string? text)", "void {0}(string text)", "has a parameter 'text' of type 'string' instead of 'string?'")]
    [InlineData("void {0}(List<string?> texts)", "void {0}(List<string> texts)", "has a parameter 'texts' of type 'List<string>' instead of 'List<string?>'")]
    [InlineData("void {0}(out string text)", "void {0}(out string? text)", "has a parameter 'text' of type 'string?' instead of 'string'")]
    [InlineData("void {0}(ref string text)", "void {0}(ref string? text)", "has a parameter 'text' of type 'string?' instead of 'string'")]
    [InlineData("void {0}(ref string? text)", "void {0}(ref string text)", "has a parameter 'text' of type 'string' instead of 'string?'")]
    public async Task A_null_that_passes_is_reported(string method, string implementation, string difference)
    {
        var found = await AnalyzerTest.Run(Source(method, implementation, "{|AGT1016:Run|}"));
        Assert.Equal($"'Run' is implemented by 'RunCore', which {difference}, so a null can pass unnoticed; declare both alike", Assert.Single(found).GetMessage(null));
    }

    [Theory]
    [InlineData("string? {0}(string text)", "string {0}(string text)")]
    [InlineData("string {0}(string text)", "string {0}(string? text)")]
    [InlineData("Task<string?> {0}()", "Task<string> {0}()")]
    [InlineData("void {0}(out string? text)", "void {0}(out string text)")]
    [InlineData("int? {0}(int? number)", "int? {0}(int? number)")]
    [InlineData("T {0}<T>(T value)", "T {0}<T>(T value)")]
    [InlineData("string {0}(string? text)", "string {0}(string? text)")]
    public Task A_difference_that_is_harmless_is_not(string method, string implementation) => AnalyzerTest.Run(Source(method, implementation, "Run"));

    [Theory]
    [InlineData("#nullable disable")]
    [InlineData("#nullable disable annotations")]
    public Task Code_without_annotations_differs_in_nothing(string directive) => AnalyzerTest.Run($$"""
        public partial class A
        {
            [Tool] public partial string Run(string text);
        {{directive}}
            private string RunCore(string text) => text;
        }
        """);

    private static string Source(string method, string implementation, string name) => $$"""
        public partial class A
        {
            [Tool] public partial {{string.Format(null, method, name)}};
            private {{string.Format(null, implementation, "RunCore")}} => throw new InvalidOperationException();
        }
        """;
}
