using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Interception;

/// <summary>
/// Functions of a kernel: those that are created from a prompt call a model, those that are created from a method are the user's code. Only
/// prompts have execution settings, which distinguishes them at run time.
/// </summary>
internal sealed class PromptFunctions
{
    private const string FunctionType = "Microsoft.SemanticKernel.KernelFunction";
    private const string KernelType = "Microsoft.SemanticKernel.Kernel";

    private PromptFunctions(string guard, string function, string kernel) => (Guard, Function, Kernel) = (guard, function, kernel);

    /// <summary>The condition under which a call runs no prompt. If it is false, <see cref="Function"/> is known.</summary>
    public string Guard { get; }

    /// <summary>The function, as an expression.</summary>
    public string Function { get; }

    /// <summary>The kernel, as an expression.</summary>
    public string Kernel { get; }

    /// <summary>The expressions for a call of a function; null for other calls.</summary>
    /// <param name="api">The called API.</param>
    /// <param name="method">The method.</param>
    /// <param name="self">Name of the receiver.</param>
    public static PromptFunctions? Of(LlmApi api, IMethodSymbol method, string self)
    {
        if (!api.IsPrompt)
            return null;

        if (method.ContainingType.HasMetadataName(FunctionType))
            return NameOf(KernelType) is { } kernel ? new($"{self}.ExecutionSettings is null", self, kernel) : null;

        if (NameOf(FunctionType) is { } function)
            return new($"{function}?.ExecutionSettings is null", function, self);

        string prompt = Infrastructure.CSharp.FreeName("function", name => method.Parameters.Any(parameter => parameter.Name == name));
        return new(
            $"!global::Microsoft.SemanticKernel.KernelPluginExtensions.TryGetFunction({self}.Plugins, pluginName, functionName, out var {prompt}) || {prompt}.ExecutionSettings is null", prompt, self);

        string? NameOf(string type) => method.Parameters.FirstOrDefault(parameter => parameter.Type.HasMetadataName(type)) is { } found ? Infrastructure.CSharp.Identifier(found.Name) : null;
    }

    /// <summary>
    /// Whether the code shows that a call runs a prompt: the function is created from one in the call, or in the initializer of its
    /// variable or field.
    /// </summary>
    public static bool IsVisible(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken)
    {
        var function = site.Method.ContainingType.HasMetadataName(FunctionType)
            ? site.Receiver
            : (site.Syntax as InvocationExpressionSyntax)?.ArgumentList.Arguments.Select(static argument => argument.Expression)
                .FirstOrDefault(argument => model.GetTypeInfo(argument, cancellationToken).Type is { } type && type.HasMetadataName(FunctionType));
        return function is not null && (MakesPrompt(function)
            || (model.GetSymbolInfo(function, cancellationToken).Symbol is ILocalSymbol or IFieldSymbol { IsReadOnly: true }
                && model.GetSymbolInfo(function, cancellationToken).Symbol!.DeclarationIn(model.Compilation, cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
                && MakesPrompt(value)));
    }

    // kernel.CreateFunctionFromPrompt(...), KernelFunctionFactory.CreateFromPrompt(...), kernel.CreateFunctionFromPromptYaml(...)
    private static bool MakesPrompt(ExpressionSyntax value)
        => value is InvocationExpressionSyntax call && LlmCallSite.NameOf(call.Expression)?.Identifier.ValueText is { } name
            && (name.StartsWith("CreateFunctionFromPrompt", StringComparison.Ordinal) || name.StartsWith("CreateFromPrompt", StringComparison.Ordinal));
}
