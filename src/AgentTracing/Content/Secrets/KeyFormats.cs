namespace AgentTracing;

/// <summary>A published key format.</summary>
/// <param name="Prefix">The prefix.</param>
/// <param name="Body">The letters of the rest.</param>
/// <param name="Min">The least number of letters after the prefix.</param>
/// <param name="Max">The most.</param>
/// <param name="Check">An additional test of the letters after the prefix.</param>
internal sealed record KeyFormat(string Prefix, Letters Body, int Min, int Max = int.MaxValue, KeyCheck? Check = null);

/// <summary>A test of the letters after a prefix.</summary>
internal delegate bool KeyCheck(ReadOnlySpan<char> body);

/// <summary>
/// Keys with a vendor's prefix, by the formats that the vendors publish. If a prefix resembles no word, the key may be longer or shorter
/// than today's, because vendors change that; otherwise the length must match.
/// </summary>
internal static class KeyFormats
{
    private static readonly KeyCheck Random = SecretValues.IsRandom;
    private static readonly KeyCheck NoWords = static body => !SecretValues.IsWords(body);

    private const int Judged = 96;

    private static readonly KeyFormat[] All =
    [
        // Models
        new("sk-ant-", Letters.Url, 20, Check: NoWords), new("sk-proj-", Letters.Url, 16, Check: NoWords), new("sk-svcacct-", Letters.Url, 16, Check: NoWords),
        new("sk-admin-", Letters.Url, 20, Check: Random), new("sk-or-", Letters.Url, 20, Check: Random), new("sk-lf-", Letters.Url, 20, Check: Random),
        new("pk-lf-", Letters.Url, 20, Check: Random), new("sk-", Letters.Url, 16, Check: Random), new("pk-", Letters.Url, 20, Check: Random),
        new("rk-", Letters.Url, 20, Check: Random), new("sess-", Letters.Alphanumeric, 32, Check: Random), new("gsk_", Letters.Alphanumeric, 20),
        new("hf_", Letters.Alphanumeric, 20), new("api_org_", Letters.Alphanumeric, 20), new("xai-", Letters.Alphanumeric, 20), new("pplx-", Letters.Alphanumeric, 20),
        new("r8_", Letters.Alphanumeric, 30), new("nvapi-", Letters.Url, 20, Check: NoWords), new("tgp_v1_", Letters.Url, 20), new("fw_", Letters.Alphanumeric, 20, Check: Random),
        new("csk-", Letters.Alphanumeric, 20, Check: Random), new("pcsk_", Letters.Word, 30, Check: Random), new("jina_", Letters.Url, 30, Check: Random), new("pa-", Letters.Url, 40, Check: Random),
        new("tvly-", Letters.Url, 20, Check: Random), new("fc-", Letters.Hex, 32), new("lsv2_pt_", Letters.Word, 20), new("lsv2_sk_", Letters.Word, 20),
        new("ls__", Letters.Hex, 32), new("sk_", Letters.Hex, 40), new("wandb_v1_", Letters.Word, 20, Check: Random), new("ABSK", Letters.Base64, 60, Check: Random),
        new("bedrock-api-key-", Letters.Base64, 20, Check: Random), new("AQ.Ab", Letters.Url, 30, Check: Random),
        new("e2b_", Letters.Hex, 32), new("llx-", Letters.Alphanumeric, 30, Check: Random), new("rpa_", Letters.Alphanumeric, 30, Check: Random), new("esecret_", Letters.Alphanumeric, 20, Check: Random), new("pylf_v1_", Letters.Word, 30),

        // Clouds
        new("AKIA", Letters.Alphanumeric, 16, 16, UpperCase), new("ASIA", Letters.Alphanumeric, 16, 16, UpperCase), new("ABIA", Letters.Alphanumeric, 16, 16, UpperCase),
        new("ACCA", Letters.Alphanumeric, 16, 16, UpperCase), new("IQoJb3JpZ2lu", Letters.Base64, 40), new("FwoGZXIvYXdz", Letters.Base64, 40),
        new("amzn.mws.", Letters.Url, 36, 36), new("AIza", Letters.Url, 30, 45, Random), new("ya29.", Letters.Dotted, 16, Check: NoWords), new("GOCSPX-", Letters.Url, 20),
        new("1//0", Letters.Url, 40, Check: Random), new("dop_v1_", Letters.Alphanumeric, 32), new("doo_v1_", Letters.Alphanumeric, 32), new("dor_v1_", Letters.Alphanumeric, 32),
        new("dapi", Letters.Hex, 32, 32), new("dose", Letters.Hex, 32, 32), new("dkea", Letters.Hex, 32, 32), new("LTAI", Letters.Alphanumeric, 16, 24, Random), new("AKID", Letters.Alphanumeric, 32, 32, Random),
        new("v1.0-", Letters.Url, 100, Check: Random), new("HRKU-", Letters.Url, 36, Check: Random), new("nfp_", Letters.Alphanumeric, 36), new("nfc_", Letters.Alphanumeric, 36),
        new("fm2_", Letters.Base64, 40), new("fo1_", Letters.Url, 40, Check: Random), new("rnd_", Letters.Alphanumeric, 28, Check: Random), new("sbp_", Letters.Hex, 40), new("sb_secret_", Letters.Word, 20),
        new("pscale_tkn_", Letters.Dotted, 30), new("pscale_pw_", Letters.Dotted, 30), new("pscale_oauth_", Letters.Dotted, 30), new("npg_", Letters.Alphanumeric, 12, Check: Random),
        new("hvs.", Letters.Url, 20), new("hvb.", Letters.Url, 20), new("hvr.", Letters.Url, 20), new("s.", Letters.Alphanumeric, 24, 24, SecretValues.IsMixed),
        new("dp.pt.", Letters.Alphanumeric, 30), new("dp.st.", Letters.Dotted, 30, Check: Random), new("dp.ct.", Letters.Alphanumeric, 30), new("dp.sa.", Letters.Alphanumeric, 30), new("dp.scim.", Letters.Alphanumeric, 30), new("dp.audit.", Letters.Alphanumeric, 30),
        new("ops_eyJ", Letters.Url, 40), new("AGE-SECRET-KEY-1", Letters.Alphanumeric, 40), new("pul-", Letters.Hex, 40), new("xkeysib-", Letters.Url, 40), new("xsmtpsib-", Letters.Url, 40),
        new("AKCp", Letters.Alphanumeric, 60, Check: Random), new("cmVmdGtuO", Letters.Base64, 40), new("AQVN", Letters.Url, 35, 38, Random),
        new("cfut_", Letters.Alphanumeric, 32), new("cfat_", Letters.Alphanumeric, 32), new("cfk_", Letters.Alphanumeric, 32), new("vcp_", Letters.Alphanumeric, 24, Check: Random), new("vca_", Letters.Alphanumeric, 24, Check: Random), new("vck_", Letters.Alphanumeric, 24, Check: Random),
        new("napi_", Letters.Alphanumeric, 40, Check: Random), new("sl.", Letters.Dotted, 100, Check: Random), new("v2.local.", Letters.Dotted, 60), new("v3.local.", Letters.Dotted, 60), new("v4.local.", Letters.Dotted, 60), new("v4.public.", Letters.Dotted, 60),
        new("LS0tLS1CRUdJTiBQUklWQVRF", Letters.Base64, 40), new("LS0tLS1CRUdJTiBSU0Eg", Letters.Base64, 40), new("LS0tLS1CRUdJTiBFQyBQ", Letters.Base64, 40), new("LS0tLS1CRUdJTiBPUEVOU1NI", Letters.Base64, 40), new("LS0tLS1CRUdJTiBFTkNS", Letters.Base64, 40),

        // Source code and packages
        new("ghp_", Letters.Alphanumeric, 30, Check: GitHub), new("gho_", Letters.Alphanumeric, 30, Check: GitHub), new("ghu_", Letters.Alphanumeric, 30, Check: GitHub),
        new("ghs_", Letters.Alphanumeric, 30, Check: GitHub), new("ghr_", Letters.Alphanumeric, 30, Check: GitHub), new("github_pat_", Letters.Word, 22),
        new("npm_", Letters.Alphanumeric, 36, Check: GitHub),
        new("glpat-", Letters.Dotted, 16, Check: NoWords), new("gldt-", Letters.Dotted, 20, Check: NoWords), new("glrt-", Letters.Dotted, 20, Check: NoWords), new("glrtr-", Letters.Dotted, 20, Check: NoWords),
        new("glptt-", Letters.Url, 20, Check: NoWords), new("glcbt-", Letters.Url, 20, Check: NoWords), new("glft-", Letters.Url, 20, Check: NoWords), new("glsoat-", Letters.Url, 20, Check: NoWords),
        new("glagent-", Letters.Url, 30, Check: NoWords), new("gloas-", Letters.Url, 30, Check: NoWords), new("glimt-", Letters.Url, 20, Check: NoWords), new("glffct-", Letters.Url, 20, Check: NoWords), new("GR1348941", Letters.Url, 20),
        new("ATBB", Letters.Alphanumeric, 24, Check: Random), new("ATATT3", Letters.Token, 40), new("ATCTT3", Letters.Token, 40), new("ATSTT3", Letters.Token, 40),
        new("pypi-AgE", Letters.Url, 40), new("pypi-", Letters.Url, 85), new("oy2", Letters.Alphanumeric, 43, 43), new("dckr_pat_", Letters.Url, 20), new("dckr_oat_", Letters.Url, 20),
        new("rubygems_", Letters.Hex, 32), new("cio", Letters.Alphanumeric, 32, 32, SecretValues.IsMixed), new("CLOJARS_", Letters.Hex, 40), new("CCIPAT_", Letters.Word, 20), new("CCIPRJ_", Letters.Word, 20),
        new("bkua_", Letters.Hex, 32), new("sgp_", Letters.Word, 32), new("sqp_", Letters.Hex, 32), new("squ_", Letters.Hex, 32), new("sqa_", Letters.Hex, 32), new("API-", Letters.Alphanumeric, 25, 32, UpperCase), new("jfrt@", Letters.Alphanumeric, 20),
        new("pnu_", Letters.Alphanumeric, 30), new("figd_", Letters.Url, 20), new("figp_", Letters.Url, 20), new("figo_", Letters.Url, 20), new("figu_", Letters.Url, 20), new("PMAK-", Letters.Url, 40), new("PMAT-", Letters.Alphanumeric, 20),

        // Chat and mail
        new("xoxa-", Letters.Url, 10), new("xoxb-", Letters.Url, 10), new("xoxe-", Letters.Url, 10), new("xoxe.", Letters.Dotted, 20), new("xoxp-", Letters.Url, 10), new("xoxr-", Letters.Url, 10),
        new("xoxs-", Letters.Url, 10), new("xoxc-", Letters.Url, 10), new("xoxd-", Letters.Token, 10), new("xapp-", Letters.Url, 10), new("xwfp-", Letters.Url, 10),
        new("SG.", Letters.Dotted, 34, Check: static body => body.Contains('.') && Random(body)), new("key-", Letters.Hex, 32, 32), new("re_", Letters.Word, 24, Check: Random), new("md-", Letters.Url, 22, 22, SecretValues.IsMixed),
        new("mfa.", Letters.Url, 60), new("EAACEdEose0cBA", Letters.Alphanumeric, 10), new("EAA", Letters.Alphanumeric, 90, Check: Random), new("IGQV", Letters.Url, 90, Check: Random),
        new("AAAAAAAAAAAAAAAAAAAA", Letters.Token, 40, Check: Random), new("sl.", Letters.Dotted, 100, Check: Random), new("patn", Letters.Dotted, 80, Check: Random),

        // Money
        new("sk_live_", Letters.Alphanumeric, 10), new("sk_test_", Letters.Alphanumeric, 10), new("rk_live_", Letters.Alphanumeric, 10), new("rk_test_", Letters.Alphanumeric, 10),
        new("pk_live_", Letters.Alphanumeric, 10), new("pk_test_", Letters.Alphanumeric, 10), new("sk_prod_", Letters.Alphanumeric, 10), new("sk_org_", Letters.Alphanumeric, 20), new("whsec_", Letters.Base64, 16),
        new("sq0atp-", Letters.Url, 20), new("sq0csp-", Letters.Url, 20), new("sq0idp-", Letters.Url, 20), new("EAAA", Letters.Url, 55, 64, Random), new("EAA", Letters.Alphanumeric, 80, Check: Random), new("access_token$", Letters.Token, 40),
        new("rzp_live_", Letters.Alphanumeric, 14), new("rzp_test_", Letters.Alphanumeric, 14), new("FLWSECK", Letters.Url, 20, Check: Random), new("access-production-", Letters.Url, 36), new("access-sandbox-", Letters.Url, 36),
        new("shpat_", Letters.Alphanumeric, 20), new("shpca_", Letters.Alphanumeric, 20), new("shppa_", Letters.Alphanumeric, 20), new("shpss_", Letters.Alphanumeric, 20), new("shpua_", Letters.Alphanumeric, 20), new("shptka_", Letters.Alphanumeric, 20),
        new("EZAK", Letters.Alphanumeric, 54), new("EZTK", Letters.Alphanumeric, 54), new("shippo_live_", Letters.Hex, 32), new("shippo_test_", Letters.Hex, 32), new("duffel_live_", Letters.Url, 30), new("duffel_test_", Letters.Url, 30),

        // Telemetry and productivity
        new("glc_", Letters.Base64, 30, Check: Random), new("glsa_", Letters.Word, 30), new("NRAK-", Letters.Alphanumeric, 20), new("NRII-", Letters.Url, 20), new("NRIQ-", Letters.Url, 20), new("NRRA-", Letters.Alphanumeric, 30), new("NRJS-", Letters.Alphanumeric, 16, Check: Random), new("NRSP-", Letters.Alphanumeric, 20),
        new("sntrys_", Letters.Token, 30), new("sntryu_", Letters.Hex, 32), new("sntrya_", Letters.Hex, 32), new("hcaik_", Letters.Alphanumeric, 20), new("hcbik_", Letters.Alphanumeric, 20), new("hcxik_", Letters.Alphanumeric, 20), new("hcamk_", Letters.Alphanumeric, 20), new("hcalk_", Letters.Alphanumeric, 20), new("hcxmk_", Letters.Alphanumeric, 20),
        new("dt0c01.", Letters.Dotted, 60), new("dt0s01.", Letters.Dotted, 60), new("dt0s16.", Letters.Dotted, 60), new("ddp_", Letters.Alphanumeric, 30, Check: Random), new("phx_", Letters.Alphanumeric, 30), new("phc_", Letters.Alphanumeric, 30), new("phs_", Letters.Alphanumeric, 30),
        new("secret_", Letters.Alphanumeric, 40, 50, Random), new("ntn_", Letters.Alphanumeric, 40), new("lin_api_", Letters.Alphanumeric, 30), new("lin_oauth_", Letters.Alphanumeric, 30), new("lin_wh_", Letters.Alphanumeric, 30),
        new("pat-na1-", Letters.Url, 30), new("pat-eu1-", Letters.Url, 30), new("CFPAT-", Letters.Url, 30), new("tfp_", Letters.Url, 40), new("rdme_", Letters.Alphanumeric, 40), new("fio-u-", Letters.Url, 40), new("aio_", Letters.Alphanumeric, 28, 28),
        new("sk.eyJ", Letters.Dotted, 30), new("cal_live_", Letters.Alphanumeric, 20), new("cal_test_", Letters.Alphanumeric, 20), new("dG9rO", Letters.Base64, 30, Check: Random), new("live_pub_", Letters.Hex, 30),
        new("sdk-", Letters.Url, 36, 36, Uuid), new("api-", Letters.Url, 36, 36, Uuid), new("waka_", Letters.Url, 36, 36, Uuid), new("re_", Letters.Word, 30, 36, Random), new("ATTA", Letters.Hex, 64), new("pdl_live_apikey_", Letters.Word, 40), new("polar_oat_", Letters.Alphanumeric, 30), new("signkey-prod-", Letters.Alphanumeric, 32), new("tr_prod_", Letters.Alphanumeric, 16, Check: Random),
        new("xtn_", Letters.Alphanumeric, 40), new("tskey-", Letters.Url, 20, Check: Random), new("ngrok_", Letters.Word, 40, Check: Random), new("hcp.", Letters.Dotted, 40, Check: Random), new("vault:v1:", Letters.Base64, 20),
    ];

    private static readonly KeyFormat[][] ByLetter = Group();

    internal static void Mark(SecretText text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text.Text[i];
            if (letter >= ByLetter.Length || ByLetter[letter] is not { } formats || !text.IsBoundary(i))
                continue;

            foreach (var format in formats)
            {
                var end = End(text, i, format);
                if (end < 0)
                    continue;

                text.Add(i, end);
                if (format.Prefix is "AKIA" or "ASIA")
                    MarkSecretAccessKey(text, end);
                i = end - 1;
                break;
            }
        }
    }

    /// <summary>A secret access key of AWS is only recognizable by its 40 letters, so it must be next to the id of its key.</summary>
    private static void MarkSecretAccessKey(SecretText text, int after)
    {
        for (var start = after; start < text.Length && start - after < 64; start++)
        {
            if (!char.IsAsciiLetterOrDigit(text[start]) && text[start] is not ('+' or '/'))
                continue;

            var end = text.EndOf(Letters.Base64, start);
            if (end - start == 40 && SecretValues.IsMixed(text.Part(start, end)))
                text.Add(start, end);
            start = end;
        }
    }

    /// <summary>The end of a key that begins here; -1 if there is none.</summary>
    private static int End(SecretText text, int start, KeyFormat format)
    {
        if (!text.Has(start, format.Prefix))
            return -1;

        var body = start + format.Prefix.Length;
        var end = text.EndOf(format.Body, body);
        while (end > body && text[end - 1] is '.' or '-')
            end--;
        if (end - body < format.Min || end - body > format.Max)
            return -1;

        var letters = text.Part(body, Math.Min(end, body + Judged));
        return !SecretValues.IsMask(letters) && format.Check?.Invoke(letters) != false ? end : -1;
    }

    /// <summary>
    /// A correct checksum proves a key. A wrong one may be a truncated, mistyped or made-up key, which is accepted unless it does not look
    /// like a key at all.
    /// </summary>
    private static bool GitHub(ReadOnlySpan<char> body) => Checksums.IsCrc32(body) || !SecretValues.IsWords(body);

    private static bool Uuid(ReadOnlySpan<char> body) => Guid.TryParseExact(body, "D", out _);

    private static bool UpperCase(ReadOnlySpan<char> body) => !body.ContainsAnyInRange('a', 'z');

    private static KeyFormat[][] Group()
    {
        var byLetter = new KeyFormat[128][];
        foreach (var group in All.GroupBy(static format => format.Prefix[0]))
            byLetter[group.Key] = [.. group.OrderByDescending(static format => format.Prefix.Length)];
        return byLetter;
    }
}
