namespace AgentTracing.Tests.Usage;

public class TokenUsageTests
{
    [Fact]
    public void OpenAI_prompt_includes_cached_written_and_audio_tokens()
    {
        // OpenAI's prompt-caching guide: 2600 = 2000 read + 400 written + 200 plain.
        var usage = TokenUsage.FromOpenAI(2600, 500, cachedTokens: 2000, cacheWriteTokens: 400, audioOutput: 100, reasoningTokens: 300);

        Assert.Equal(new TokenUsage { Input = 200, CacheRead = 2000, CacheWrite = 400, Output = 400, OutputAudio = 100, Reasoning = 300 }, usage);
        Assert.Equal(2600, usage.TotalInput);
        Assert.Equal(500, usage.TotalOutput);
        Assert.Equal(new TokenUsage { Input = 70, InputAudio = 30, Output = 5 }, TokenUsage.FromOpenAI(100, 5, audioInput: 30));
    }

    [Fact]
    public void Anthropic_input_excludes_the_cache_and_the_split_partitions_the_writes()
    {
        var split = TokenUsage.FromAnthropic(3, 550, cacheReadInputTokens: 10, cacheCreationInputTokens: 1500, ephemeral5m: 1000, ephemeral1h: 500, thinkingTokens: 50);
        Assert.Equal(new TokenUsage { Input = 3, CacheRead = 10, CacheWrite5m = 1000, CacheWrite1h = 500, Output = 550, Reasoning = 50 }, split);
        Assert.Equal(1513, split.TotalInput);

        Assert.Equal(new TokenUsage { Input = 3, CacheWrite5m = 12304, Output = 550 }, TokenUsage.FromAnthropic(3, 550, cacheCreationInputTokens: 12304));
        Assert.Equal(new TokenUsage { CacheWrite5m = 300, CacheWrite1h = 700 }, TokenUsage.FromAnthropic(0, 0, cacheCreationInputTokens: 1000, ephemeral1h: 700));
    }

    [Fact]
    public void Gemini_thoughts_and_tool_use_are_outside_of_the_counts_that_cached_content_is_inside_of()
    {
        var usage = TokenUsage.FromGemini(1000, 200, thoughtsTokenCount: 300, cachedContentTokenCount: 400, toolUsePromptTokenCount: 50, audioInput: 100);

        Assert.Equal(new TokenUsage { Input = 550, CacheRead = 400, InputAudio = 100, Output = 500, Reasoning = 300 }, usage);
        Assert.Equal(1050, usage.TotalInput);
    }

    [Fact]
    public void Bedrock_input_excludes_the_cache_and_the_rest_of_the_writes_has_the_default_time_to_live() =>
        Assert.Equal(
            new TokenUsage { Input = 100, CacheRead = 50, CacheWrite = 20, CacheWrite1h = 10, Output = 5 },
            TokenUsage.FromBedrock(100, 5, cacheReadInputTokens: 50, cacheWriteInputTokens: 30, cacheWrite1h: 10));

    [Theory]
    [InlineData(130, 30)] // total = prompt + completion + reasoning
    [InlineData(110, 10)] // total = prompt + completion
    public void Xai_total_tells_whether_completion_includes_reasoning(long total, long output) =>
        Assert.Equal(
            new TokenUsage { Input = 60, CacheRead = 40, Output = output, Reasoning = 20 },
            TokenUsage.FromXai(100, 10, total, cachedTokens: 40, reasoningTokens: 20));

    [Fact]
    public void Cohere_and_Ollama_are_taken_as_they_are()
    {
        Assert.Equal(new TokenUsage { Input = 7, Output = 8 }, TokenUsage.FromCohere(7, 8));
        Assert.Equal(new TokenUsage { Input = 7, Output = 8 }, TokenUsage.FromOllama(7, 8));
    }

    [Theory]
    [InlineData(100L, 50L, 150L, 40L, 10L, 20L, 50, 50)] // as documented
    [InlineData(100L, 50L, null, 40L, 10L, 20L, 50, 50)] // no total to check against
    [InlineData(100L, 30L, 150L, 40L, 10L, 20L, 50, 50)] // output without reasoning (Gemini adapters)
    [InlineData(50L, 50L, 150L, 40L, 10L, 20L, 50, 50)] // input without cache (AWS adapters)
    [InlineData(50L, 30L, 150L, 40L, 10L, 20L, 50, 50)] // both
    [InlineData(null, 50L, 150L, 40L, 10L, 20L, 50, 50)]
    [InlineData(100L, null, 150L, 40L, 10L, 20L, 50, 50)]
    public void Usage_details_are_reconciled_with_their_total(long? input, long? output, long? total, long? cached, long? written, long? reasoning, long plain, long generated) =>
        Assert.Equal(
            new TokenUsage { Input = plain, CacheRead = 40, CacheWrite = 10, Output = generated, Reasoning = 20 },
            TokenUsage.FromUsageDetails(input, output, total, cached, written, reasoning));

    [Theory]
    [InlineData(100L, 50L, 151L, null, null)] // nothing adds up
    [InlineData(100L, 50L, 140L, null, null)]
    [InlineData(3L, 50L, 53L, 12304L, null)] // more cached than read at all
    [InlineData(-1L, 50L, 49L, null, null)]
    [InlineData(null, 50L, 40L, null, null)]
    public void Usage_details_that_contradict_themselves_are_invalid(long? input, long? output, long? total, long? cached, long? reasoning) =>
        Assert.False(TokenUsage.FromUsageDetails(input, output, total, cached, reasoning: reasoning).IsValid);

    [Fact]
    public void An_embedding_has_no_output() =>
        Assert.Equal(new TokenUsage { Input = 9 }, TokenUsage.FromUsageDetails(9, null, 9));

    public static TheoryData<TokenUsage> Negative() =>
    [
        new TokenUsage { Input = -1 }, new TokenUsage { CacheRead = -1 }, new TokenUsage { CacheWrite = -1 }, new TokenUsage { CacheWrite5m = -1 },
        new TokenUsage { CacheWrite1h = -1 }, new TokenUsage { InputAudio = -1 }, new TokenUsage { CacheReadAudio = -1 }, new TokenUsage { Output = -1 },
        new TokenUsage { OutputAudio = -1 }, new TokenUsage { Reasoning = -1 }, new TokenUsage { WebSearches = -1 }, new TokenUsage { Input = long.MinValue },
        TokenUsage.FromOpenAI(10, 5, cachedTokens: 11), TokenUsage.FromOpenAI(10, 5, audioOutput: 6), TokenUsage.FromOpenAI(-1, 5, cachedTokens: -1),
        TokenUsage.FromAnthropic(1, 1, cacheCreationInputTokens: -5), TokenUsage.FromAnthropic(1, 1, ephemeral5m: -3, ephemeral1h: 10, cacheCreationInputTokens: 10),
        TokenUsage.FromAnthropic(1, 1, ephemeral1h: -1), TokenUsage.FromGemini(1, 1, cachedContentTokenCount: 2), TokenUsage.FromGemini(10, -1, thoughtsTokenCount: 5),
        TokenUsage.FromGemini(10, 1, toolUsePromptTokenCount: -5), TokenUsage.FromBedrock(1, 1, cacheWriteInputTokens: 1, cacheWrite1h: 2),
        TokenUsage.FromXai(1, 1, 2, cachedTokens: 2), TokenUsage.FromXai(1, 1, -2), TokenUsage.FromCohere(-1, 1), TokenUsage.FromOllama(1, -1),
    ];

    [Theory]
    [MemberData(nameof(Negative))]
    public void A_figure_below_zero_makes_usage_invalid(TokenUsage usage) => Assert.False(usage.IsValid);

    [Fact]
    public void Figures_whose_sum_overflows_are_invalid() => Assert.False(new TokenUsage { Input = long.MaxValue, CacheRead = long.MaxValue }.IsValid);

    [Fact]
    public void Sums_are_made_bucket_by_bucket_and_keep_what_is_invalid()
    {
        var one = new TokenUsage
        {
            Input = 1,
            CacheRead = 2,
            CacheWrite = 3,
            CacheWrite5m = 4,
            CacheWrite1h = 5,
            InputAudio = 6,
            CacheReadAudio = 7,
            Output = 8,
            OutputAudio = 9,
            Reasoning = 10,
            WebSearches = 11,
        };
        var two = new TokenUsage
        {
            Input = 2,
            CacheRead = 4,
            CacheWrite = 6,
            CacheWrite5m = 8,
            CacheWrite1h = 10,
            InputAudio = 12,
            CacheReadAudio = 14,
            Output = 16,
            OutputAudio = 18,
            Reasoning = 20,
            WebSearches = 22,
        };

        Assert.Equal(two, one + one);
        Assert.Equal(28, one.TotalInput);
        Assert.Equal(17, one.TotalOutput);
        Assert.False((one + TokenUsage.FromOpenAI(1, 0, cachedTokens: 2)).IsValid);
        Assert.True(default(TokenUsage).IsValid);
    }
}
