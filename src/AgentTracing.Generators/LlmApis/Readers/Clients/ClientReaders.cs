using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Creates readers of clients: their model, provider and end point, and whether they trace themselves.</summary>
internal static class ClientReaders
{
    /// <summary>A client of Microsoft.Extensions.AI.</summary>
    public const string ChatClient = "Microsoft.Extensions.AI.IChatClient";

    private const string Agent = "Microsoft.Agents.AI.AIAgent";
    private const string ChatMetadata = "Microsoft.Extensions.AI.ChatClientMetadata";
    private const string ActivitySource = "global::System.Diagnostics.ActivitySource";

    /// <summary>Contracts with <c>GetService</c>, and their metadata types.</summary>
    private static readonly (string Contract, string Metadata)[] Contracts =
    [
        (ChatClient, ChatMetadata),
        ("Microsoft.Extensions.AI.IEmbeddingGenerator", "Microsoft.Extensions.AI.EmbeddingGeneratorMetadata"),
        (Agent, ChatMetadata),
    ];

    /// <summary>Clients that adapters return, beginning with those that trace everything.</summary>
    private static readonly IReadOnlyList<TracedClient> TracedClients =
        [.. Sdk.All.Select(static sdk => sdk.TracedClient).OfType<TracedClient>().OrderByDescending(static client => client.TracesStreams)];

    private static readonly (string Type, Func<string, string> Name)[] Named = [.. Sdk.All.SelectMany(static sdk => sdk.Named)];

    /// <summary>Arguments of the run time's <c>LlmClient.Describe</c>, and the members of the metadata that they are read from.</summary>
    private static readonly (string Argument, string Of)[] Metadata = [("model", "DefaultModelId"), ("provider", "ProviderName"), ("server", "ProviderUri")];

    private static readonly string[] ModelNames = ["model", "selectedmodel"];
    private static readonly string[] ServerNames = ["endpoint", "uri", "baseurl"];

    /// <summary>Members that contain the client.</summary>
    private static readonly string[] Inner = ["client"];

    private static readonly KnownReaders Clients = new(Make);
    private static readonly KnownReaders Services = new(MakeForService);

    /// <summary>Whether the client exposes the source that traces it.</summary>
    public static bool ExposesSource(ITypeSymbol client)
        => ContractOf(client) is not null || KernelReaders.IsKernel(client) || KernelReaders.IsService(client);

    /// <summary>The reader of a client; null when there is nothing to read.</summary>
    public static ReaderModel? For(ITypeSymbol client, Compilation compilation) => Clients.Of(client, compilation);

    private static ReaderModel? Make(ITypeSymbol client, Compilation compilation)
    {
        if (KernelReaders.ForService(client, compilation) is { } service)
            return service;

        var text = new ReaderText(ReaderEmitter.Client, ReaderEmitter.Source);
        var type = client;
        if (ContractOf(client) is var (contract, metadata))
        {
            type = contract;
            var isAgent = contract.HasMetadataName(Agent);
            if (isAgent)
                Assign(text, "Name", $"{ReaderEmitter.Source}.Name ?? {ReaderEmitter.Source}.GetType().Name");
            ReadServices(text, ReaderEmitter.Source, metadata, compilation);
            if (isAgent && compilation.FindNameable(ChatClient) is { } inner)
                Assign(text, "InnerSource", $"({Service(ReaderEmitter.Source, Display(inner))} as {Display(inner)})?.GetService(typeof({ActivitySource}), null) as {ActivitySource}");
        }
        else
        {
            ReadMembers(text, client, compilation);
        }

        return text.IsEmpty || !type.IsNamedFromGlobal(compilation) ? null : ReaderSignature.Create(ReaderKind.Client, type, text.ToString());
    }

    /// <summary>The reader of the name of an agent, a workflow, a collection; null when the type has none.</summary>
    public static ReaderModel? ForName(ITypeSymbol type, Compilation compilation)
    {
        foreach (var (name, expression) in Named)
        {
            if (type.WithBaseTypes().OfType<INamedTypeSymbol>().Concat(type.AllInterfaces).FirstOrDefault(candidate => candidate.OriginalDefinition.HasMetadataName(name)) is { } named
                && named.IsNamedFromGlobal(compilation))
            {
                var text = new ReaderText(ReaderEmitter.Client, ReaderEmitter.Source);
                Assign(text, "Name", expression(ReaderEmitter.Source));
                Assign(text, "Identity", ReaderEmitter.Source);
                return ReaderSignature.Create(ReaderKind.Client, named, text.ToString());
            }
        }

        return null;
    }

    /// <summary>
    /// The reader of a client's service: model, provider, end point. Null when the type is not a client of a known SDK, or has nothing to
    /// read.
    /// </summary>
    public static ReaderModel? ForService(ITypeSymbol client, Compilation compilation) => Services.Of(client, compilation);

    private static ReaderModel? MakeForService(ITypeSymbol client, Compilation compilation)
    {
        if (KernelReaders.ForService(client, compilation) is { } service)
            return service;

        var text = new ReaderText(ReaderEmitter.Client, ReaderEmitter.Source);
        var type = client;
        var suffix = "";
        if (ContractOf(client) is var (contract, metadata))
        {
            type = contract;
            suffix = "Service";
            ReadMetadata(text, ReaderEmitter.Source, metadata, compilation);
        }
        else if (IsClient(client))
        {
            ReadMembers(text, client, compilation);
        }

        if (text.IsEmpty || !type.IsNamedFromGlobal(compilation))
            return null;

        var reader = ReaderSignature.Create(ReaderKind.Client, type, text.ToString());
        return reader with { MethodName = reader.MethodName + suffix };
    }

    private static (INamedTypeSymbol Contract, string Metadata)? ContractOf(ITypeSymbol client)
    {
        foreach (var (name, metadata) in Contracts)
        {
            foreach (var type in client.AllInterfaces.Concat(client.WithBaseTypes().OfType<INamedTypeSymbol>()))
            {
                if (type.HasMetadataName(name))
                    return (type, metadata);
            }
        }

        return null;
    }

    private static void ReadServices(ReaderText text, string client, string metadataName, Compilation compilation)
    {
        Assign(text, "Source", $"{Service(client, ActivitySource)} as {ActivitySource}");
        foreach (var traced in metadataName == ChatMetadata ? TracedClients : [])
        {
            if (compilation.FindNameable(traced.Type) is not { } sdk)
                continue;

            text.Line($"if ({Service(client, Display(sdk))} is not null)");
            text.Line($"    {ReaderEmitter.Client}.{(traced.TracesStreams ? "NativeSource" : "UnstreamedSource")} = \"{traced.Source.Name}\";");
        }

        ReadMetadata(text, client, metadataName, compilation);
    }

    private static void ReadMetadata(ReaderText text, string client, string metadataName, Compilation compilation)
    {
        foreach (var sdk in metadataName == ChatMetadata ? Sdk.All : [])
        {
            if (sdk.ClientContract is { } name && compilation.FindNameable(name) is { } contract)
                ReadServedBy(text, MemberAccess.Variable(Service(client, Display(contract)), compilation.ObjectType), sdk, compilation);
        }

        if (compilation.FindNameable(metadataName) is not { } type)
            return;

        var service = MemberAccess.Variable(Service(client, Display(type)), compilation.ObjectType);
        text.WhereIs(service, type, "metadata", compilation, metadata =>
        {
            string[] arguments =
            [
                .. from pair in Metadata
                   let value = metadata.Follow(pair.Of, compilation)
                   where value is not null
                   select $"{pair.Argument}: {value.Value.Expression}",
            ];
            if (arguments.Length > 0)
                text.Line($"{ReaderEmitter.Client}.Describe({string.Join(", ", arguments)});");
        });
    }

    private static void ReadMembers(ReaderText text, ITypeSymbol client, Compilation compilation)
    {
        var source = MemberAccess.Variable(ReaderEmitter.Source, client);
        Assign(text, "Model", source.FollowAny(ModelNames, compilation, member => member.AsString(compilation) is not null)?.AsString(compilation));
        var server = source.FollowAny(ServerNames, compilation, IsUri)
            ?? source.FollowAny(Inner, compilation)?.FollowAny(ServerNames, compilation, IsUri);
        if (server is { } address)
            Assign(text, "Server", IsText(address) ? $"{ReaderEmitter.CompilerServices}LlmClient.ServerAt({address.Expression})" : address.Expression);
        else if (HasOptions(client))
            ReadOptions(text);
        if (Sdk.Of(client.ContainingNamespace) is { ClientContract: { } contract } sdk
            && client.AllInterfaces.Concat(client.WithBaseTypes()).Any(type => type.HasMetadataName(contract)))
        {
            ReadServedBy(text, source, sdk, compilation);
        }
    }

    /// <summary>The type of a client determines its cloud, for an SDK for several clouds.</summary>
    private static void ReadServedBy(ReaderText text, MemberAccess client, Sdk sdk, Compilation compilation)
        => text.Switch($"{ReaderEmitter.Client}.ServedBy =", client, SdkProviders.OfClients(sdk, compilation), compilation);

    /// <summary>Anthropic's services pass the end point to a callback that could change it.</summary>
    private static void ReadOptions(ReaderText text)
    {
        text.Line($"{ReaderEmitter.Client}.Server = {ReaderEmitter.CompilerServices}LlmClient.ServerOf({ReaderEmitter.Source}, static service =>");
        text.Line("{");
        text.Line("    string? url = null;");
        text.Line("    service.WithOptions(options =>");
        text.Line("    {");
        text.Line("        url = options.BaseUrl;");
        text.Line("        return options;");
        text.Line("    });");
        text.Line("    return url;");
        text.Line("});");
    }

    private static bool HasOptions(ITypeSymbol service)
        => service.GetMembers("WithOptions").OfType<IMethodSymbol>().Any(static method =>
            method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, Parameters: [{ Type: INamedTypeSymbol { Name: "Func", TypeArguments: [var options, _] } }] }
            && options.GetMembers("BaseUrl").OfType<IPropertySymbol>().Any(static url => url.Type.SpecialType == SpecialType.System_String));

    /// <summary>Whether the type or a base type is a client of a known SDK; options and settings name end points as well.</summary>
    private static bool IsClient(ITypeSymbol type)
        => type.WithBaseTypes().Concat(type.AllInterfaces).Any(static candidate =>
            (candidate.Name.EndsWith("Client", StringComparison.Ordinal) || candidate.Name.EndsWith("Service", StringComparison.Ordinal) || candidate.Name == "Chat")
            && Sdk.Of(candidate.ContainingNamespace) is { Property: not null });

    private static string Service(string client, string type) => $"{client}.GetService(typeof({type}), null)";

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static bool IsUri(MemberAccess member) => member.Type.HasMetadataName("System.Uri") || (IsText(member) && member.Expression.EndsWith("Url", StringComparison.Ordinal));

    private static bool IsText(MemberAccess member) => member.Type.SpecialType == SpecialType.System_String;

    private static void Assign(ReaderText text, string member, string? value)
    {
        if (value is not null)
            text.Line($"{ReaderEmitter.Client}.{member} = {value};");
    }
}
