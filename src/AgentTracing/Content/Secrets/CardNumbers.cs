namespace AgentTracing;

/// <summary>
/// Numbers of payment cards: of the lengths and first digits that the networks issue, alone or in the groups in which they are printed, with Luhn's
/// checksum. Other long numbers (timestamps, ids, IMEIs) do not match.
/// </summary>
internal static class CardNumbers
{
    private const int MaxLength = 19;

    internal static void Mark(SecretText text)
    {
        for (var i = text.Text.AsSpan().IndexOfAnyInRange('0', '9'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;

            var end = EndOf(text, i);
            if (!IsInside(text, i, end) && IsCard(text.Part(i, end)))
                text.Add(i, end);
            i = end;
        }
    }

    /// <summary>The end of digits whose groups are separated by single spaces or hyphens.</summary>
    private static int EndOf(SecretText text, int start)
    {
        var end = text.EndOf(Letters.Digits, start);
        while (end - start <= MaxLength + 4 && text[end] is ' ' or '-' && char.IsAsciiDigit(text[end + 1]))
            end = text.EndOf(Letters.Digits, end + 1);
        return end;
    }

    /// <summary>Whether the digits are a part of a word or of another number.</summary>
    private static bool IsInside(SecretText text, int start, int end)
        => start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.' or '-' or '#')
            || char.IsLetter(text[end]) || text[end] is '_' or '-' || (text[end] == '.' && char.IsAsciiDigit(text[end + 1]));

    private static bool IsCard(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[MaxLength + 1];
        var count = 0;
        var groups = 0L;
        var group = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter))
            {
                groups = (groups * 100) + group;
                group = 0;
                continue;
            }

            if (count == MaxLength)
                return false;
            digits[count++] = letter;
            group++;
        }

        groups = (groups * 100) + group;
        var isGrouped = text.Length > count;
        return (!isGrouped || groups is 4_04_04_04 or 4_06_05 or 4_06_04 or 4_04_04_04_03 or 4_04_04_03 or 4_04_04_02)
            && IsIssued(digits[..count]) && Checksums.IsLuhn(digits[..count]);
    }

    /// <summary>
    /// Whether a network issues cards of this length and these first digits: Visa, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay,
    /// Maestro (ISO/IEC 7812 ranges as the networks publish them).
    /// </summary>
    private static bool IsIssued(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 14)
            return false;

        var first = int.Parse(digits[..4], provider: null);
        return digits.Length switch
        {
            14 => first is >= 3000 and <= 3059 or >= 3600 and <= 3699 or >= 3800 and <= 3999,
            15 => first is >= 3400 and <= 3499 or >= 3700 and <= 3799,
            16 => first is >= 4000 and <= 4999 or >= 5100 and <= 5599 or >= 2221 and <= 2720 or 6011 or >= 6440 and <= 6599
                or >= 3528 and <= 3589 or >= 6200 and <= 6299 or 5018 or 5020 or 5038 or 5893 or 6304 or 6759 or >= 6761 and <= 6763,
            19 => first is >= 6200 and <= 6299 or >= 4000 and <= 4999,
            _ => false,
        };
    }
}
