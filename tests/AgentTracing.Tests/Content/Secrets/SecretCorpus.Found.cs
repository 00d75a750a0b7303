namespace AgentTracing.Tests;

internal static partial class SecretCorpus
{
    /// <summary>Keys in the formats that vendors publish.</summary>
    internal static readonly string[] Keys =
    [
        "«ghp_~crc:30~»", "«gho_~crc:30~»", "«ghu_~crc:30~»", "«ghs_~crc:30~»", "«ghr_~crc:30~»", "«ghp_~an:36~»", "«github_pat_~an:22~_~an:59~»",
        "«glpat-~url:20~»", "«glpat-~an:27~.01.~al:9~»", "«gldt-~url:20~»", "«glrt-~url:20~»", "«glptt-~hex:40~»", "«glcbt-~an:2~_~url:20~»", "«glsoat-~url:20~»", "«glft-~url:20~»", "«glagent-~url:50~»",
        "«AKIA~b32:16~»", "«ASIA~b32:16~»", "«AKIAIOSFODNN7EXAMPLE»: aws_secret_access_key = «~b64:40~»", "AWS_SESSION_TOKEN=«IQoJb3JpZ2luX2VjE~b64:200~==»", "«ABSK~b64:109~=»",
        "AccountKey=«~b64:86~==»;EndpointSuffix=core.windows.net", "key «~b64:86~==» rotated", "client secret «~an:3~8Q~x~an:33~»".Replace("8Q~x~an", "8Q\u007e~an", StringComparison.Ordinal), "«~an:52~JQQJ99~au:26~»", "«~an:76~AZDO~an:4~»",
        "https://acme.blob.core.windows.net/c/b?sv=2024-11-04&st=2026-01-01&sr=b&sp=r&sig=«~an:40~%3D»", "Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«~b64:43~=»",
        "«AIza~url:35~»", "«ya29.a0~url:120~»", "«GOCSPX-~url:28~»", "«1//0g~url:60~»", "«AQ.Ab8RN6~url:44~»",
        "«xoxb-~dig:12~-~dig:13~-~an:24~»", "«xoxp-~dig:12~-~dig:12~-~dig:12~-~hex:32~»", "«xoxe.xoxp-1-~an:146~»", "«xapp-1-A~au:10~-~dig:13~-~hex:64~»", "«xoxe-1-~an:140~»",
        "https://hooks.slack.com/services/«T~au:8~/B~au:8~/~an:24~»",
        "«sk_live_~an:24~»", "«sk_test_~an:99~»", "«rk_live_~an:24~»", "«whsec_~an:32~»", "«rk_test_~an:24~»",
        "«SK~hex:32~»", "TWILIO_AUTH_TOKEN=«~hex:32~»", "twilio auth token: «~hex:32~»", "«SG.~url:22~.~url:43~»", "«key-~hex:32~»", "«~hex:32~-us14»", "«xkeysib-~hex:64~-~an:16~»",
        "«npm_~crc:30~»", "«npm_~an:36~»", "//registry.npmjs.org/:_authToken=«~uuid:1~»", "«pypi-AgEIcHlwaS5vcmc~url:150~»", "«oy2~al:43~»", "«dckr_pat_~url:27~»", "«dckr_oat_~url:32~»", "«rubygems_~hex:48~»", "«cio~an:32~»",
        "«dapi~hex:32~»", "«dapi~hex:32~»-2", "«dop_v1_~hex:64~»", "«doo_v1_~hex:64~»", "«hvs.~url:90~»", "«hvb.~url:140~»", "X-Vault-Token: «s.~an:24~»", "«glc_~b64:100~»", "«glsa_~an:32~_~hex:8~»", "«eyJrIjoi~b64:80~»",
        "«NRAK-~au:27~»", "«~hex:36~NRAL»", "«NRII-~url:32~»", "«sntrys_eyJpYXQiOj~b64:160~_~b64:43~»", "«sntryu_~hex:64~»", "«secret_~an:43~»", "«ntn_~dig:11~~an:35~»", "«lin_api_~an:40~»", "«lin_oauth_~hex:64~»",
        "«shpat_~hex:32~»", "«shpss_~hex:32~»", "«shpca_~hex:32~»", "«shppa_~hex:32~»", "«~dig:10~:AA~url:33~»", "https://api.telegram.org/bot«~dig:10~:AA~url:33~»/sendMessage", "«~id64:18~.~url:6~.~url:38~»", "«mfa.~url:84~»",
        "https://discord.com/api/webhooks/«~dig:18~/~url:68~»",
        "«sk-proj-~url:74~T3BlbkFJ~url:74~»", "«sk-~an:20~T3BlbkFJ~an:20~»", "«sk-svcacct-~url:74~»", "«sk-admin-~url:74~»", "«sk-ant-api03-~url:93~AA»", "«sk-ant-admin01-~url:93~AA»", "«sk-ant-oat01-~url:93~AA»", "«hf_~an:34~»",
        "«sk-or-v1-~hex:64~»", "«sk-~hex:32~»", "«gsk_~an:52~»", "«xai-~an:80~»", "«pplx-~an:48~»", "«r8_~an:37~»", "«nvapi-~url:64~»", "«tgp_v1_~url:43~»", "«fw_~an:24~»", "«pcsk_~an:6~_~an:63~»", "«lsv2_pt_~hex:32~_~hex:10~»", "«sk-lf-~uuid:1~»", "«tvly-dev-~an:32~»",
        "«pa-~url:43~»", "«jina_~an:60~»", "«fc-~hex:32~»", "«csk-~al:48~»",
        "«ATBB~an:32~»", "«ATATT3xFfGF0~url:170~=~au:8~»", "«CCIPAT_~an:22~_~hex:40~»", "«bkua_~hex:40~»", "«HRKU-AA~url:58~»", "«nfp_~an:36~»", "«sbp_~hex:40~»", "«pscale_tkn_~an:43~»", "«dp.pt.~an:43~»", "«AGE-SECRET-KEY-1~au:58~»", "«PMAK-~hex:24~-~hex:34~»",
        "«dt0c01.~au:24~.~au:64~»", "«sq0atp-~url:22~»", "«sq0csp-~url:43~»", "«rzp_live_~an:14~»", "«figd_~url:40~»", "«pat~an:14~.~hex:64~»", "«pul-~hex:40~»", "«LTAI~an:20~»", "«AKCp8~an:68~»", "«squ_~hex:40~»", "«~an:14~.atlasv1.~url:67~»",
        "«re_~an:8~_~an:24~»", "«pat-na1-~uuid:1~»", "«tskey-auth-~an:12~-~an:32~»", "«EAACEdEose0cBA~an:40~»", "«sgp_~hex:40~»", "«phx_~an:43~»", "«hcaik_~al:58~»", "«lin_wh_~an:40~»",
        "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIi~url:40~.~url:43~»", "«eyJhbGciOiJSU0EtT0FFUCJ9.~url:60~.~url:16~.~url:40~.~url:22~»",
        "«-----BEGIN RSA PRIVATE KEY-----\nMIIE~b64:60~\n~b64:64~\n-----END RSA PRIVATE KEY-----»", "«-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl~b64:60~\n-----END OPENSSH PRIVATE KEY-----»", "\"private_key\": \"«-----BEGIN PRIVATE KEY-----\\nMIIE~b64:60~\\n-----END PRIVATE KEY-----»\\n\"",
        "«-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY~b64:60~\n-----END PGP PRIVATE KEY BLOCK-----»",
        "«4111 1111 1111 1111»", "«4242424242424242»", "«5555-5555-5555-4444»", "«378282246310005»", "«3782 822463 10005»", "«6011111111111117»", "«3530111333300000»", "«5105105105105100»", "«30569309025904»", "«2223003122003222»",
        "«$2b$12$~an:53~»", "«$argon2id$v=19$m=65536,t=3,p=4$~an:22~$~an:43~»", "«$6$~an:16~$~an:86~»",
    ];

    /// <summary>Values named as secrets, and credentials, in all places where they occur.</summary>
    internal static readonly string[] Values =
    [
        // In responses and logs
        "AWS keys: «AKIA~b32:16~» / «~b64:40~»", "DISCORD_TOKEN=«~an:59~»", "db.password = «Winter2024!»", "pass: «Winter2024!»", "User: admin / Pass: «Passw0rd»", "user=ada&password=«iloveyou»&remember=1", "curl -X POST -d 'username=ada&password=«s3cret»' https://h/login", "ENV DB_PASSWORD «hunter2»", "temp password «Kx8!mP2q»",
        "<setting name=\"ApiKey\">«~an:32~»</setting>", "apikey «~hex:32~»", "passphrase: «correct horse battery staple»", "cvc: «737»", "root:«$6$~an:8~$~an:86~»:18000", "ConvertTo-SecureString \"«P@ssw0rd»\" -AsPlainText", "helm install --set auth.password=«hunter2»", "docker run -e MYSQL_PASSWORD=«hunter2» mysql", "terraform apply -var=\"db_password=«hunter2»\"",
        "https://user:«pa55»@proxy.local:3128", "Authorization: ApiKey «~b64:40~==»", "SENTRY_DSN=https://«~hex:32~»@o123.ingest.sentry.io/456", "gpg --passphrase «hunter2»", "password%3D«hunter2»%26x%3D1", "client_id=abc&client_secret=«~an:32~»&grant_type=x",

        // JSON, also inside a JSON text
        """{"user":"ada","password":"«hunter2»"}""", """{"password": "«correct horse battery staple»"}""", """{"apiKey":"«~hex:32~»","x":1}""", """{"client_secret": "«~url:34~»"}""", """{"body":"{\"password\":\"«hunter2»\",\"id\":7}"}""",
        """{"accessToken":"«~an:20~»"}""", """{"refresh_token":"«~url:64~»"}""", """{"credentials":{"user":"ada","passwd":"«S3cr3t!»"}}""", """{"secret":"«chocolate7»"}""", """{"headers":{"x-api-key":"«~hex:32~»"}}""", """{"name":"DB_PASSWORD","value":"«swordfish9»"}""",
        """{"authorization":"Bearer «~an:40~»"}""", """{"Cookie":"«sid=~hex:24~; theme=dark»"}""", """{"AWS_SECRET_ACCESS_KEY":"«~b64:40~»"}""", """{"db_password":"«p"ssw0rd»"}""".Replace("p\"s", "p@s", StringComparison.Ordinal), """{"pin":"«4711»"}""", """{"otp": «482913»}""", """{ 'password' : '«letmein!»' }""",
        """{"token":"«~an:32~»"}""", """{"connectionString":"Server=db;Database=shop;User Id=sa;Password=«Sup3r;»"}""".Replace("Sup3r;", "Sup3r!", StringComparison.Ordinal), """{"privateKey":"«~b64:64~»"}""", """{"cvv":"«123»"}""", """{"webhook_secret":"«~hex:20~»"}""",

        // YAML, environment variables, ini
        "db:\n  user: app\n  password: «hunter2»\n  host: db", "password: «swordfish»", "password: '«quiet trap 99»'", "api_key: «~hex:32~»", "  - name: API_KEY\n    value: «~an:20~»", "client-secret: «~url:40~» # from the vault", "token: «~an:40~»", "secret: «~an:20~»",
        "OPENAI_API_KEY=«~an:30~»", "export DB_PASSWORD=«p,ss&w0rd}»", "POSTGRES_PASSWORD=«postgres123»", "DB_PASS=«s3cr3t-pass»", "SECRET_KEY_BASE=«~hex:64~»", "JWT_SECRET=«my-very-long-jwt-signing-value-1»", "$env:AZURE_CLIENT_SECRET = \"«~an:34~»\"", "set API_TOKEN=«~an:24~»", "PGPASSWORD=«~an:12~» psql -h db", "MYSQL_ROOT_PASSWORD: «rootpw99»",
        "spring.datasource.password=«Passw0rd!»", "[client]\nuser = root\npassword = «~an:10~»", "ENCRYPTION_KEY='«~b64:43~='»".Replace("='»", "=»'", StringComparison.Ordinal), "STRIPE_KEY=«~an:24~»", "GITHUB_TOKEN: «~hex:40~»", "ENV API_KEY=«~an:20~»", "password: |\n  «multi7line»", "DATABASE_PASSWORD_PROD=«abc123xyz»", "password1 = «zxcvbn77»",

        // Headers
        "Authorization: Bearer «~an:40~»", "Authorization: Basic «~basic:12~»", "authorization: token «~hex:40~»", "Proxy-Authorization: Basic «~basic:12~»", "X-Api-Key: «~hex:32~»", "api-key: «~hex:32~»", "Cookie: «session=~hex:32~; theme=dark»\r\nHost: h", "Set-Cookie: «sid=~an:32~; Path=/; HttpOnly»",
        "Ocp-Apim-Subscription-Key: «~hex:32~»", "X-Amz-Security-Token: «~b64:80~»", "PRIVATE-TOKEN: «~url:20~»", "X-Auth-Token: «~hex:32~»", "DD-API-KEY: «~hex:32~»", "x-functions-key: «~url:54~==»", "curl -H 'Authorization: Bearer «~url:40~»' https://api.example.com", "Authorization: «Digest username=\"ada\", response=\"~hex:32~\"»".Replace("\"", string.Empty, StringComparison.Ordinal),
        "Authorization: «AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu/s3, Signature=~hex:64~»", "sent with Bearer «~an:32~» and refused", "X-Shopify-Access-Token: «~hex:32~»",

        // Connection strings and URLs
        "Server=db;User=sa;Password=«p4ss word»;Pooling=true", "Server=tcp:x.database.windows.net,1433;User ID=app;Password=«{Str0ng;Pass}»;Encrypt=true".Replace("{Str0ng;Pass}", "Str0ng#Pass", StringComparison.Ordinal), "Host=db;Username=app;Password=«simple»", "Data Source=db;Uid=app;Pwd=«qwerty»;",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=«~b64:86~==»", "postgres://app:«p%40ss!»@db:5432/shop", "mongodb+srv://ada:«~an:16~»@cluster0.mongodb.net/x", "redis://:«~an:20~»@cache:6379/0", "amqp://guest:«guest1»@rabbit:5672", "https://ada:«s3cr3t»@example.com/x.git", "https://«~an:40~»@github.com/acme/x.git",
        "https://x-access-token:«~an:40~»@github.com/acme/x", "mysql://root:«p@ss:w0rd»@db/shop", "https://h/?api_key=«~an:20~»&x=1", "https://h/cb?access_token=«~an:40~»&expires=3600", "https://h/c?sig=«ab%3Dc7»&se=1", "https://h/v1?key=«~an:32~»", "https://h/reset?token=«~hex:32~»", "s3?X-Amz-Signature=«~hex:64~»&X-Amz-Date=20260101T000000Z", "jdbc:postgresql://db/shop?user=app&password=«hunter2»",
        "https://acme.webhook.office.com/webhookb2/«~uuid:1~@~uuid:1~/IncomingWebhook/~hex:32~/~uuid:1~»", "Endpoint=https://a.azconfig.io;Id=x;Secret=«~b64:43~=»", "cache.redis.cache.windows.net:6380,password=«~b64:43~=»,ssl=True",

        // Command lines and code
        "mysql -u root -p«S3cret99» shop", "curl -u ada:«hunter22» https://h", "app --password «hunter2» --verbose", "app --api-key=«~an:24~»", "docker login -u ada -p «~an:20~»", "redis-cli -a «~an:16~» ping", "sshpass -p '«~an:10~'» ssh h".Replace("'»", "»'", StringComparison.Ordinal), "az login --service-principal -p «~an:34~»", "aws configure set aws_secret_access_key «~b64:40~»", "sqlcmd -S db -U sa -P «Passw0rd1»",
        "var password = \"«hunter2»\";", "const apiKey = '«~an:24~»';", "password=\"«ab c7»\"", "os.environ[\"API_KEY\"] = \"«~an:20~»\"", "client.DefaultRequestHeaders.Add(\"api-key\", \"«~hex:32~»\");", "headers['X-Api-Key'] = '«~hex:20~»'", "CREATE USER app WITH PASSWORD '«swordfish»';", "ALTER LOGIN sa WITH PASSWORD = '«P@ssw0rd!»'", "IDENTIFIED BY PASSWORD '«~hex:16~»'",
        "api_key=\"«~an:32~»\", timeout=30", "login(user='ada', password='«tr0ub4dor&3»')", "clientSecret = '«abc d»'", ".WithCredentials(\"ada\", password: \"«hunter2»\")",

        // XML
        "<password>«hunter2»</password>", "<add key=\"ApiKey\" value=\"«~an:24~»\" />", "<user name=\"ada\" password=\"«S3cr3t»\"/>", "<apiKey>«~hex:32~»</apiKey>", "<Password>«swordfish»</Password>",

        // Prose
        "the password is «hunter2», keep it", "My password: «Tr0ub4dor&3»", "API key: «~hex:32~»", "use the access token «~hex:40~»".Replace("token «", "token: «", StringComparison.Ordinal), "password=«basic-1» x", "**Password:** «P4ssw0rd!»", "`password`: `«hunter22»`", "verification code: «482913»", "machine h login ada password «hunter2»", "githubToken: «abc», maxTokens: 5", "access_token: «abc», id: 7",
        "PIN: «4711»", "login with user ada and password «Sup3rS3cret!»".Replace("password «", "password: «", StringComparison.Ordinal), "secret access key: «~b64:40~»", "Passwort: «geheim123»", "error: invalid api key «sk-~an:40~» given",
    ];
}
