using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Interception;

/// <summary>
/// The extensions of Microsoft.Extensions.AI that return parts of a generator's result, and drop the usage: one embedding, its vector, or
/// pairs of inputs and embeddings.
/// </summary>
/// <param name="Value">The generator's own call, and the part of its result; null when the extension itself is called, with a generator
/// that reads the inner generator's result.</param>
/// <param name="Whole">The generator's result type.</param>
internal sealed record EmbeddingCalls(CallValue? Value, ITypeSymbol Whole)
{
    /// <summary>The generated class that reads the inner generator's result.</summary>
    public const string Reader = "EmbeddingsReader";

    private const string Namespace = "Microsoft.Extensions.AI.";
    private const string AI = "global::" + Namespace;
    private const string Delegating = Namespace + "DelegatingEmbeddingGenerator`2";

    /// <summary>The call that shows the usage; null for other methods.</summary>
    public static EmbeddingCalls? Of(IMethodSymbol method, string self, TypePrinter types, Compilation compilation)
    {
        if (method is not { Name: "GenerateAsync" or "GenerateVectorAsync" or "GenerateAndZipAsync", Parameters: [var generator, var values, var options, var token] }
            || !method.ContainingType.HasMetadataName(Namespace + "EmbeddingGeneratorExtensions")
            || generator.Type is not INamedTypeSymbol { TypeArguments: [var input, _] } type
            || type.GetMembers("GenerateAsync").OfType<IMethodSymbol>().Select(ResultOf).FirstOrDefault(static result => result is not null) is not { } whole)
        {
            return null;
        }

        if (method.Name == "GenerateAndZipAsync")
            return compilation.FindNameable(Delegating) is not null && method.Arity == 2 ? new EmbeddingCalls(null, whole) : null;
        if (!SymbolEqualityComparer.Default.Equals(values.Type, input))
            return null;

        string call = $"({CSharp.Identifier(self)} ?? throw new global::System.ArgumentNullException({CSharp.Literal(self)})).GenerateAsync(new {types.Print(input)}[] {{ {CSharp.Identifier(values.Name)} }}, {CSharp.Identifier(options.Name)}, {CSharp.Identifier(token.Name)})";
        string part = $"result is [var only] ? only{(method.Name == "GenerateAsync" ? "" : ".Vector")} : throw new global::System.InvalidOperationException(\"The generator did not return exactly one embedding.\")";
        return new EmbeddingCalls(new CallValue(call, part), whole);
    }

    /// <summary>The extension's call with a generator that wraps the original one and reads its result.</summary>
    /// <param name="shape">The call.</param>
    /// <param name="operation">Name of the operation.</param>
    public static string InvocationInside(CallShape shape, string operation)
    {
        int open = shape.Invocation.IndexOf('(') + 1;
        int close = shape.Invocation.IndexOfAny([',', ')'], open);
        string self = shape.Invocation.Substring(open, close - open);
        return $"{shape.Invocation.Substring(0, open)}{self} is null ? null! : new {Reader}{shape.TypeParameters}({self}, {operation}){shape.Invocation.Substring(close)}";
    }

    /// <summary>Writes the class.</summary>
    public static void Write(SourceWriter writer, string reader) => writer.Write(
        $$"""
        // The extension returns pairs without the usage, so the usage is read from the inner generator's result.
        private sealed class {{Reader}}<T, TEmbedding>({{AI}}IEmbeddingGenerator<T, TEmbedding> inner, {{GeneratedCode.Runtime}}.Operation operation)
            : {{AI}}DelegatingEmbeddingGenerator<T, TEmbedding>(inner) where TEmbedding : {{AI}}Embedding
        {
            public override async global::System.Threading.Tasks.Task<{{AI}}GeneratedEmbeddings<TEmbedding>> GenerateAsync(
                global::System.Collections.Generic.IEnumerable<T> values, {{AI}}EmbeddingGenerationOptions? options, global::System.Threading.CancellationToken cancellationToken)
                => operation.Complete(await base.GenerateAsync(values, options, cancellationToken).ConfigureAwait(false), {{reader}});
        }

        """);

    private static ITypeSymbol? ResultOf(IMethodSymbol method)
        => method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } type && type.Is("System.Threading.Tasks", "Task`1") ? result : null;
}
