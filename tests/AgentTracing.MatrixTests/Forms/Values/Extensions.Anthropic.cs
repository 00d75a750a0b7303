using Microsoft.Extensions.AI;

internal static partial class Values
{
    public static IChatClient Chat => Anthropic.AsIChatClient(Claude);
}
