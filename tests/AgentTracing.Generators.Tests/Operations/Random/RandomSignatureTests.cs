using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>Whatever legal method is annotated, what is generated compiles without a warning.</summary>
public sealed class RandomSignatureTests
{
    private const int MethodsPerLanguage = 1100;

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    public void Every_legal_signature_compiles(LanguageVersion language)
    {
        var grammar = new SignatureGrammar(Seed.Next(), allowsRefStructs: language >= LanguageVersion.CSharp13);
        var source = grammar.File(MethodsPerLanguage);

        var test = GeneratorTest.RunWithoutSnapshot([TypeGrammar.Library, source], new TestCompilation { Language = language });

        Assert.Equal(MethodsPerLanguage, test.Files.Values.Sum(static file => file.Split("// span: ").Length - 1));
    }
}
