using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>Whatever method is annotated, the generated code compiles without warnings if a hand-written call compiles.</summary>
public sealed class RandomSignatureTests
{
    private const int MethodsPerProgram = 600;

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    public void Every_legal_signature_compiles(LanguageVersion language)
    {
        for (var program = 0; program < Seed.Programs(2); program++)
        {
            var grammar = new SignatureGrammar(Seed.Next(), allowsRefStructs: language >= LanguageVersion.CSharp13).Write(MethodsPerProgram);
            var options = new TestCompilation { Language = language };
            for (var lines = IllegalLines(grammar, options); lines.Count > 0; lines = IllegalLines(grammar, options))
                grammar.Remove(lines);
            Assert.True(grammar.Count > MethodsPerProgram / 2, $"{grammar.Count} methods of {MethodsPerProgram} are legal.");

            var test = GeneratorTest.RunWithoutSnapshot([TypeGrammar.Library, grammar.File(byHand: false)], options);

            Assert.Equal(grammar.Count, test.Files.Values.Sum(static file => file.Split("// span: ").Length - 1));
        }
    }

    /// <summary>The lines that the compiler rejects if the declarations are implemented by hand.</summary>
    private static List<int> IllegalLines(SignatureGrammar grammar, TestCompilation options)
        => [.. options.Create([TypeGrammar.Library, grammar.File(byHand: true)]).GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)
            .Select(static diagnostic => diagnostic.Location.GetLineSpan())
            .Where(static span => span.Path == "Source1.cs")
            .Select(static span => span.StartLinePosition.Line)];
}
