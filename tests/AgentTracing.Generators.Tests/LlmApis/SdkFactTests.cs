using System.Collections;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>Every kind of fact about an SDK is set for at least one SDK, and read somewhere: the tables have no unused columns.</summary>
public sealed class SdkFactTests
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>A trait that only projects set, not SDKs.</summary>
    private const LlmApiTraits OfProjects = LlmApiTraits.Declared;

    private static readonly Type[] Kinds =
        [typeof(Sdk), typeof(LlmApi), typeof(ResponseShape), typeof(ResponsePart), typeof(BilledItem), typeof(BilledTools), typeof(ContentShape), typeof(ModelTypes), typeof(TracedClient), typeof(MemberStep)];

    private static readonly List<object> Known = [.. Walk(Sdk.All, []).Where(static fact => Kinds.Contains(fact.GetType()))];

    [Theory]
    [MemberData(nameof(Traits))]
    public void Every_trait_is_some_calls(string trait)
        => Assert.Contains(Sdk.AllCalls, api => api.Traits.HasFlag(Enum.Parse<LlmApiTraits>(trait)));

    public static TheoryData<string> Traits => [.. Enum.GetValues<LlmApiTraits>().Where(static trait => trait is not (LlmApiTraits.None or OfProjects)).Select(static trait => trait.ToString())];

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_fact_is_set_for_an_SDK(string kind, string fact)
        => Assert.Contains(Known.Where(known => known.GetType().Name == kind), known => IsTold(known.GetType().GetProperty(fact, Instance)!.GetValue(known)));

    [Fact]
    public void Every_fact_is_read()
    {
        var read = GettersCalled();
        Assert.Equal([], Kinds.SelectMany(static kind => Told(kind)).Where(property => !read.Contains(property.GetMethod!.MetadataToken)).Select(static property => $"{property.DeclaringType!.Name}.{property.Name}"));
    }

    [Fact]
    public void Steps_of_paths_are_names()
    {
        var steps = Known.OfType<MemberStep>().ToList();

        Assert.Equal(Enum.GetValues<MemberStepKind>(), steps.Select(static step => step.Kind).Distinct().Order());
        Assert.All(steps.Where(static step => step.Kind is MemberStepKind.Member or MemberStepKind.Result), static step => Assert.True(SyntaxFacts.IsValidIdentifier(step.Name), step.Name));
    }

    public static TheoryData<string, string> Facts
    {
        get
        {
            var facts = new TheoryData<string, string>();
            foreach (var property in Kinds.SelectMany(Told))
                facts.Add(property.DeclaringType!.Name, property.Name);
            return facts;
        }
    }

    /// <summary>Facts that the files of SDKs set, without facts computed from others.</summary>
    private static IEnumerable<PropertyInfo> Told(Type kind)
        => kind.GetProperties(Instance | BindingFlags.DeclaredOnly).Where(property => property.Name != "EqualityContract" && kind.GetField($"<{property.Name}>k__BackingField", Instance) is not null);

    private static bool IsTold(object? value) => value switch
    {
        null or false or "" => false,
        Enum number => Convert.ToInt64(number, null) != 0,
        string or MemberPath => true,
        IEnumerable items => items.Cast<object>().Any(),
        _ => true,
    };

    /// <summary>All reachable objects.</summary>
    private static IEnumerable<object> Walk(object? value, HashSet<object> seen)
    {
        if (value is null or string or Delegate || value.GetType().IsPrimitive || (!value.GetType().IsValueType && !seen.Add(value)))
            yield break;

        yield return value;
        var inside = value is IEnumerable items
            ? items.Cast<object?>()
            : value.GetType().Assembly == typeof(Sdk).Assembly || value.GetType().Name.StartsWith("ValueTuple", StringComparison.Ordinal)
                ? value.GetType().GetFields(Instance).Select(field => field.GetValue(value))
                : [];
        foreach (var found in inside.SelectMany(item => Walk(item, seen)))
            yield return found;
    }

    /// <summary>The getters that are called, except calls that the compiler generates to print records.</summary>
    private static HashSet<int> GettersCalled()
    {
        using var stream = File.OpenRead(typeof(Sdk).Assembly.Location);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        var called = new HashSet<int>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0 || metadata.GetString(method.Name) is "PrintMembers" or "Deconstruct")
                continue;

            var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            for (var i = 0; i + 4 < code.Length; i++)
            {
                if ((ILOpCode)code[i] is ILOpCode.Call or ILOpCode.Callvirt)
                    called.Add(BitConverter.ToInt32(code, i + 1));
            }
        }

        return called;
    }
}
