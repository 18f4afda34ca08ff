import Batches
import Testing

/// Responses with an error status.
@Suite struct ResponseTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var status: Int
    var body: String
    var kind: ServiceFailure.Kind
    var code: String?
    var message: String?
    var isRetried = false
    var testDescription: String { "\(status) \(body)" }
  }

  static let documented: [Row] = [
    Row(
      status: 400, body: #"{"code":20012,"message":"bad","data":null}"#, kind: .badRequest,
      code: "20012", message: "bad"),
    Row(status: 401, body: #""Invalid token""#, kind: .keyRefused, message: "Invalid token"),
    Row(
      status: 401, body: #""Api key is invalid""#, kind: .keyRefused,
      message: "Api key is invalid"),
    Row(status: 401, body: "Unauthorized", kind: .keyRefused, message: "Unauthorized"),
    Row(status: 401, body: "", kind: .keyRefused),
    Row(status: 403, body: #""Forbidden""#, kind: .forbidden, message: "Forbidden"),
    Row(
      status: 403, body: #"{"code":30001,"message":"Sorry, your account balance is insufficient"}"#,
      kind: .balance, code: "30001", message: "Sorry, your account balance is insufficient"),
    Row(status: 404, body: "404 page not found", kind: .notFound, message: "404 page not found"),
    Row(
      status: 429,
      body: #"{"message":"Request was rejected due to rate limiting.","data":null}"#,
      kind: .rateLimited, message: "Request was rejected due to rate limiting.", isRetried: true),
    Row(
      status: 429, body: #"{"error":{"message":"No quota.","code":"insufficient_quota"}}"#,
      kind: .balance, code: "insufficient_quota", message: "No quota."),
    Row(
      status: 503, body: #"{"code":50505,"message":"Model service overloaded.","data":null}"#,
      kind: .overloaded, code: "50505", message: "Model service overloaded.", isRetried: true),
    Row(
      status: 504, body: "Gateway Timeout", kind: .gatewayTimeout, message: "Gateway Timeout",
      isRetried: true),
    Row(status: 504, body: "", kind: .gatewayTimeout, isRetried: true),
    Row(
      status: 504,
      body: "<html><head><title>504 Gateway Time-out</title></head><body>nginx</body></html>",
      kind: .gatewayTimeout, message: "504 Gateway Time-out", isRetried: true),
  ]

  static let shapes: [Row] = [
    Row(
      status: 400, body: #"{"error":{"message":"m","type":"t","param":"p","code":"c"}}"#,
      kind: .badRequest, code: "c", message: "m"),
    Row(
      status: 400, body: #"{"error":{"message":"m","type":"t","code":null}}"#, kind: .badRequest,
      code: "t", message: "m"),
    Row(status: 500, body: #"{"error":"m"}"#, kind: .serverError, message: "m", isRetried: true),
    Row(
      status: 400, body: #"{"code":"20012","message":"m"}"#, kind: .badRequest, code: "20012",
      message: "m"),
    Row(status: 400, body: #"{"message":"m"}"#, kind: .badRequest, message: "m"),
    Row(status: 422, body: #"{"detail":"m"}"#, kind: .badRequest, message: "m"),
    Row(
      status: 422,
      body: #"{"detail":[{"loc":["query","x"],"msg":"m","type":"t"},{"loc":["a",0],"msg":"n"}]}"#,
      kind: .badRequest, code: "t", message: "query.x: m; a.0: n"),
    Row(
      status: 422, body: #"{"detail":{"msg":"m","code":7}}"#, kind: .badRequest, code: "7",
      message: "m"),
    Row(
      status: 400, body: #"[{"error":{"message":"m","code":400}}]"#, kind: .badRequest,
      message: "m"),
    Row(
      status: 400, body: #"{"code":5,"data":{"code":9,"msg":"m"}}"#, kind: .badRequest,
      code: "5", message: "m"),
    Row(
      status: 404, body: #"{"status":404,"error":"Not Found","path":"/v1/batches"}"#,
      kind: .notFound, message: "Not Found"),
    Row(
      status: 400, body: #"{"Response":{"Error":{"Code":"c","Message":"m"},"RequestId":"r"}}"#,
      kind: .badRequest, code: "c", message: "m"),
    Row(status: 403, body: #"{"Message":"m"}"#, kind: .forbidden, message: "m"),
    Row(
      status: 400, body: #"{"base_resp":{"status_code":5,"status_msg":"m"}}"#, kind: .badRequest,
      code: "5", message: "m"),
    Row(status: 400, body: #"{"strange":true}"#, kind: .badRequest, message: #"{"strange":true}"#),
    Row(status: 400, body: #"{"error":{"mess"#, kind: .badRequest, message: #"{"error":{"mess"#),
    Row(
      status: 500, body: "<h1>It broke</h1><p>sorry</p>", kind: .serverError,
      message: "It broke sorry", isRetried: true),
    Row(status: 500, body: "null", kind: .serverError, message: "null", isRetried: true),
  ]

  /// A wrong key, in any status.
  static let keys: [Row] = [
    Row(
      status: 400,
      body: #"{"error":{"code":400,"message":"This API key is not valid.","#
        + #""status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}"#,
      kind: .keyRefused, message: "This API key is not valid."),
    Row(
      status: 400, body: #"{"error":{"details":[{"reason":"API_KEY_INVALID"}],"message":"m"}}"#,
      kind: .keyRefused, message: "m"),
    Row(
      status: 400, body: #"{"code":"c","error":"Incorrect API key provided: xa***zz."}"#,
      kind: .keyRefused, code: "c", message: "Incorrect API key provided: xa***zz."),
    Row(
      status: 400,
      body: #"{"error":{"message":"No connected db.","type":"no_db_connection","code":"400"}}"#,
      kind: .keyRefused, message: "No connected db."),
    Row(
      status: 403, body: #"{"error":"The API key has expired"}"#, kind: .keyRefused,
      message: "The API key has expired"),
    Row(
      status: 404, body: #"{"message":"API key not found"}"#, kind: .keyRefused,
      message: "API key not found"),
    Row(
      status: 500,
      body: #"{"error":{"message":"Authentication Error, bad","type":"auth_error","code":"500"}}"#,
      kind: .keyRefused, message: "Authentication Error, bad"),
    Row(
      status: 400, body: #"{"error":{"message":"无效的令牌"}}"#, kind: .keyRefused, message: "无效的令牌"),
    Row(status: 400, body: #"{"message":"该令牌已过期"}"#, kind: .keyRefused, message: "该令牌已过期"),
    Row(status: 400, body: #"{"message":"未提供令牌"}"#, kind: .keyRefused, message: "未提供令牌"),
    Row(
      status: 400, body: #"{"message":"JWT is malformed"}"#, kind: .keyRefused,
      message: "JWT is malformed"),
    Row(
      status: 500, body: #"{"message":"jwt expired"}"#, kind: .keyRefused, message: "jwt expired"),
    Row(
      status: 422,
      body:
        #"{"detail":[{"loc":["header","authorization"],"msg":"field required","type":"missing"}]}"#,
      kind: .keyRefused, code: "missing", message: "header.authorization: field required"),
    Row(
      status: 422, body: #"{"detail":[{"loc":["header","x-api-key"],"msg":"field required"}]}"#,
      kind: .keyRefused, message: "header.x-api-key: field required"),
    Row(
      status: 400, body: #"{"message":"Missing Authorization header"}"#, kind: .keyRefused,
      message: "Missing Authorization header"),
    Row(
      status: 403, body: #"{"message":"Missing Authentication Token"}"#, kind: .keyRefused,
      message: "Missing Authentication Token"),
    Row(
      status: 403,
      body: #"{"error":{"code":403,"message":"Method doesn't allow unregistered callers.","#
        + #""status":"PERMISSION_DENIED"}}"#,
      kind: .keyRefused, message: "Method doesn't allow unregistered callers."),
    // Not about the key.
    Row(
      status: 400, body: #"{"message":"无效的令牌数"}"#, kind: .badRequest, message: "无效的令牌数"),
    Row(
      status: 422, body: #"{"detail":[{"loc":["header","x-group"],"msg":"field required"}]}"#,
      kind: .badRequest, message: "header.x-group: field required"),
    Row(
      status: 400, body: #"{"message":"invalid token count"}"#, kind: .badRequest,
      message: "invalid token count"),
    Row(
      status: 403, body: #"{"message":"This API key may not read batches"}"#, kind: .forbidden,
      message: "This API key may not read batches"),
    Row(
      status: 429, body: #"{"message":"Too many requests for this key, invalid"}"#,
      kind: .rateLimited, message: "Too many requests for this key, invalid", isRetried: true),
    Row(
      status: 401, body: #"{"error":"Missing Helicone-Auth header"}"#, kind: .badRequest,
      message: "Missing Helicone-Auth header"),
    Row(
      status: 500, body: #"{"message":"Listing batches is not implemented"}"#, kind: .badRequest,
      message: "Listing batches is not implemented"),
    Row(
      status: 500, body: #"{"message":"The list is broken"}"#, kind: .serverError,
      message: "The list is broken", isRetried: true),
    Row(
      status: 402, body: #"{"message":"Your key has expired credits"}"#, kind: .balance,
      message: "Your key has expired credits"),
  ]

  static let statuses: [Row] = [
    Row(status: 302, body: "", kind: .redirectRefused),
    Row(status: 402, body: "", kind: .balance),
    Row(
      status: 400, body: #"{"code":30001,"message":"m"}"#, kind: .balance, code: "30001",
      message: "m"),
    Row(status: 403, body: #"{"message":"余额不足"}"#, kind: .balance, message: "余额不足"),
    // A 429 about money is final, and one about the rate is not.
    Row(
      status: 429, body: #"{"error":{"message":"m","type":"insufficient_quota","code":"c"}}"#,
      kind: .balance, code: "c", message: "m"),
    Row(
      status: 429,
      body: #"{"error":{"message":"m","type":"exceeded_current_quota_error"}}"#,
      kind: .balance, code: "exceeded_current_quota_error", message: "m"),
    Row(
      status: 429, body: #"{"message":"You exceeded your current quota, check your billing"}"#,
      kind: .balance, message: "You exceeded your current quota, check your billing"),
    Row(
      status: 429, body: #"{"error":"Your team has used all available credits"}"#,
      kind: .balance, message: "Your team has used all available credits"),
    Row(
      status: 429, body: #"{"message":"You exceeded your current quota. Please retry in 32s."}"#,
      kind: .rateLimited, message: "You exceeded your current quota. Please retry in 32s.",
      isRetried: true),
    Row(
      status: 429,
      body: #"{"error":{"code":"rate_limit_exceeded","message":"Raise the spending limit"}}"#,
      kind: .rateLimited, code: "rate_limit_exceeded", message: "Raise the spending limit",
      isRetried: true),
    Row(
      status: 400,
      body: #"{"error":{"type":"e","message":"Your credit balance is too low to use the API"}}"#,
      kind: .balance, code: "e", message: "Your credit balance is too low to use the API"),
    Row(status: 400, body: #"{"message":"账户已欠费"}"#, kind: .balance, message: "账户已欠费"),
    Row(
      status: 400, body: #"{"message":"The load balancer rejected it"}"#, kind: .badRequest,
      message: "The load balancer rejected it"),
    Row(
      status: 403, body: #"{"error":{"message":"You have insufficient permissions"}}"#,
      kind: .forbidden, message: "You have insufficient permissions"),
    Row(
      status: 400, body: #"{"code":"InvalidApiKey","message":"m"}"#, kind: .keyRefused,
      code: "InvalidApiKey", message: "m"),
    Row(status: 405, body: "", kind: .badRequest),
    Row(status: 407, body: "", kind: .badRequest),
    Row(status: 408, body: "", kind: .gatewayTimeout, isRetried: true),
    Row(status: 409, body: "", kind: .badRequest, isRetried: true),
    Row(status: 410, body: "", kind: .notFound),
    Row(status: 418, body: "", kind: .badRequest),
    Row(status: 422, body: "", kind: .badRequest),
    Row(status: 500, body: "", kind: .serverError, isRetried: true),
    Row(
      status: 500, body: #"{"code":50505,"message":"m"}"#, kind: .overloaded, code: "50505",
      message: "m", isRetried: true),
    Row(status: 501, body: "", kind: .serverError, isRetried: true),
    Row(status: 502, body: "", kind: .serverError, isRetried: true),
    Row(status: 524, body: "", kind: .gatewayTimeout, isRetried: true),
    Row(status: 529, body: "", kind: .overloaded, isRetried: true),
    Row(status: 599, body: "", kind: .serverError, isRetried: true),
  ]

  @Test(arguments: documented + shapes + keys + statuses) func becomesAValue(row: Row) {
    let failure = ServiceFailure.response(
      status: row.status, headers: ResponseFacts(traceID: "t"), body: bytes(row.body), now: 0)
    #expect(failure.kind == row.kind)
    #expect(failure.serverCode == row.code)
    #expect(failure.serverMessage == row.message)
    #expect(failure.retry == (row.isRetried ? .backoff : .never))
    #expect(failure.status == row.status)
    #expect(failure.traceID == "t")
    #expect(!failure.summary.isEmpty && !failure.summary.hasSuffix("."))
    #expect(failure.advice.map { !$0.hasSuffix(".") } ?? true)
  }

  @Test func saysWhatToDo() throws {
    func advice(_ status: Int, about subject: ServiceFailure.Subject = .list) -> String {
      ServiceFailure.response(
        status: status, headers: ResponseFacts(), body: [], now: 0, about: subject
      ).advice ?? ""
    }
    #expect(advice(401).contains("SILICONFLOW_API_KEY"))
    #expect(advice(401).contains("--api-key-command"))
    #expect(advice(404).contains("base URL"))
    #expect(advice(404, about: .batch).contains("id"))
    #expect(advice(402).contains("Top up"))
    #expect(advice(403) != advice(402))
  }

  @Test(arguments: [
    (405, #"{"detail":"Method Not Allowed"}"#, "does not list batches", "lazybatch show ID"),
    (501, "", "does not list batches", "lazybatch show ID"),
    (405, "<title>405 Not Allowed</title>", "rejected the request", "base URL"),
    (
      422, #"{"detail":[{"loc":["header","authorization"],"msg":"field required"}]}"#,
      "key was rejected", "SILICONFLOW_API_KEY"
    ),
    (
      401,
      #"{"error":{"message":"The organization header does not fit","code":"mismatched_organization"}}"#,
      "this organisation", "--provider openai"
    ),
    (
      403, #"{"error":{"message":"m","code":"mismatched_project"}}"#, "this project",
      "OPENAI_PROJECT_ID"
    ),
    (
      401, #"{"error":{"message":"You must be a member of an organization to use the API"}}"#,
      "this organisation", "OPENAI_ORG_ID"
    ),
    (
      400, #"{"status":"failure","message":"A provider header is missing"}"#,
      "rejected the request",
      "--header 'NAME: VALUE'"
    ),
    (
      400, #"{"error":{"message":"This api-version is not served on the v1 path"}}"#, "rejected",
      "api-version"
    ),
    (400, #"{"error":{"message":"no","param":"limit"}}"#, "page size", "--page-size"),
    (
      403, #"{"error":{"message":"Listing batches is not supported for this provider"}}"#,
      "does not list batches", "lazybatch show ID"
    ),
    (
      400, #"{"message":"LiteLLM doesn't support bedrock for 'list_batch'"}"#,
      "does not list batches", "lazybatch show ID"
    ),
    (
      500, #"{"error":{"message":"list_batches NotImplementedError"}}"#, "does not list batches",
      "lazybatch show ID"
    ),
    (
      500, #"{"error":{"message":"no","type":"NotImplementedError"}}"#, "does not list batches",
      "lazybatch show ID"
    ),
    (401, #"{"error":"Missing Helicone-Auth header"}"#, "wants a header", "--header"),
    (401, #"{"message":"Header 'X-Tenant-Id' is required"}"#, "wants a header", "--header"),
    (412, #"{"message":"X-Org-Id missing"}"#, "rejected the request", "--header"),
    (401, #"{"message":"Missing Authorization header"}"#, "key was rejected", "API_KEY"),
    (401, #"{"message":"The x-api-key header is required"}"#, "key was rejected", "API_KEY"),
    (
      403, #"{"error":{"message":"m","code":"ip_not_authorized"}}"#, "network address",
      "address of this machine"
    ),
    (
      401, #"{"message":"Your IP is not in the allowlist"}"#, "network address",
      "address of this machine"
    ),
    (403, #"{"message":"This key may not skip batches"}"#, "not allowed", "organisation"),
    (500, #"{"error":{"message":"limit exceeds max"}}"#, "page size", "--page-size"),
  ])
  func saysWhatIsMeant(status: Int, body: String, summary: String, advice: String) {
    let failure = ServiceFailure.response(status: status, body: bytes(body), now: 0)
    #expect(failure.summary.contains(summary))
    #expect(failure.advice?.contains(advice) == true)
  }

  @Test(
    arguments: [
      (403, "cloudflare", "error code: 1010", "Cloudflare"),
      (403, nil, "error code: 1020", "Cloudflare"),
      (403, "cloudflare", "<title>Attention Required! | Cloudflare</title>", "Cloudflare"),
      (403, "cloudflare", "<title>Forbidden</title>", "Cloudflare"),
      (503, "cloudflare", "<title>Just a moment...</title>", "Cloudflare"),
      (403, "CloudFront", "<h1>403 ERROR</h1>", "CloudFront"),
      (403, "AkamaiGHost", "<h1>Access Denied</h1>", "Akamai"),
      (403, "nginx", "<p>Incapsula incident ID: 5</p>", "Imperva"),
      (
        403, nil, "<title>Access denied | h.example used Cloudflare to restrict access</title>",
        "Cloudflare"
      ),
      (403, nil, "<h1>Access denied</h1><p>Performance by Cloudflare</p>", "Cloudflare"),
      (405, "cloudflare", "<title>Access denied | Cloudflare</title>", "Cloudflare"),
      (405, "nginx", "<img src='https://errors.aliyun.com/a.png'>", "Alibaba Cloud's firewall"),
      (403, "awselb/2.0", "<html><h1>403 Forbidden</h1></html>", "AWS WAF"),
      (403, nil, "<title>The request is blocked.</title>", "Azure's firewall"),
      (403, nil, "20260101T000000Z-1a2b The request is blocked.", "Azure's firewall"),
      (403, "nginx", "<h1>403 Forbidden</h1><hr>nginx", "A web server"),
      (403, nil, "<!DOCTYPE html><title>Forbidden</title>", "A web server"),
      // The API's own words.
      (403, "cloudflare", #""Forbidden""#, nil), (403, "cloudflare", #"{"message":"no"}"#, nil),
      (503, "cloudflare", "<title>503</title>", nil), (403, nil, "Forbidden", nil),
      (403, nil, "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", nil),
      (403, nil, "<title>Invalid API key</title>", nil), (404, nil, "<title>Blocked</title>", nil),
      (401, "cloudflare", "error code: 1010", nil), (403, nil, "error code: 30001", nil),
    ] as [(Int, String?, String, String?)])
  func knowsWhatStandsInFrontOfTheAPI(status: Int, server: String?, body: String, name: String?) {
    let headers = ResponseFacts(traceID: "ray", server: server)
    let failure = ServiceFailure.response(
      status: status, headers: headers, body: bytes(body), now: 0)
    #expect((failure.kind == .blocked) == (name != nil))
    if let name {
      #expect(
        failure.summary.hasPrefix(name)
          && failure.advice?.contains("not about the key") == (name != "A web server"))
      #expect(failure.retry == .never && failure.traceID == "ray")
    }
  }

  @Test func waitsWhereAFirewallLimitsTheRate() {
    let failure = ServiceFailure.response(
      status: 429, headers: ResponseFacts(server: "cloudflare"), body: bytes("error code: 1015"),
      now: 0)
    #expect(failure.kind == .rateLimited && failure.retry == .backoff)
    #expect(failure.summary.hasPrefix("Cloudflare"))
  }

  @Test func findsTheTraceInTheBody() {
    for name in [
      "request_id", "RequestId", "x-dashscope-request-id", "trace_id", "correlationId",
      "activityId",
    ] {
      for text in [
        #"{"error":{"message":"m"},"\#(name)":"r-1"}"#,
        #"{"error":{"message":"m","innererror":{"\#(name)":"r-1"}}}"#,
        #"{"error":{"message":"m","details":[{"\#(name)":"r-1"}]}}"#,
        #"{"error":{"message":"m","metadata":{"\#(name)":"r-1"}}}"#,
      ] {
        let failure = ServiceFailure.response(status: 500, body: bytes(text), now: 0)
        #expect(failure.traceID == "r-1" && failure.serverMessage == "m", "\(text)")
      }
    }
  }

  private static let clock = "Wed, 04 Jun 2025 07:52:46 GMT"
  private static let now = 1_749_023_566

  @Test(
    arguments: [
      (ResponseFacts(), .backoff),
      (ResponseFacts(retryAfter: "3"), .after(3)),
      (ResponseFacts(retryAfter: " 2.5 "), .after(2.5)),
      (ResponseFacts(retryAfterMilliseconds: "250", retryAfter: "9"), .after(0.25)),
      (ResponseFacts(retryAfterMilliseconds: "soon", retryAfter: "9"), .after(9)),
      (ResponseFacts(retryAfter: "86400"), .after(86_400)),
      (ResponseFacts(retryAfter: "99999999999999999999"), .after(31_622_400)),
      (ResponseFacts(retryAfter: "1e300"), .after(31_622_400)),
      // HTTP dates, relative to the server's clock where it sends one.
      (ResponseFacts(retryAfter: "Wed, 04 Jun 2025 07:53:46 GMT"), .after(60)),
      (ResponseFacts(retryAfter: "Wednesday, 04-Jun-25 07:53:46 GMT"), .after(60)),
      (ResponseFacts(retryAfter: "Wed Jun  4 07:53:46 2025"), .after(60)),
      (ResponseFacts(retryAfter: "Wed, 04 Jun 2025 07:53:46 GMT", date: clock), .after(60)),
      (
        ResponseFacts(
          retryAfter: "Sun, 06 Nov 1994 08:49:47 GMT", date: "Sun, 06 Nov 1994 08:49:37 GMT"),
        .after(10)
      ),
      (ResponseFacts(retryAfter: "Wed, 04 Jun 2025 07:53:46 GMT", date: "today"), .after(60)),
      // Waits that are over, and none at all.
      (ResponseFacts(retryAfter: "0"), .backoff),
      (ResponseFacts(retryAfter: "-5"), .backoff),
      (ResponseFacts(retryAfter: ""), .backoff),
      (ResponseFacts(retryAfter: "later"), .backoff),
      (ResponseFacts(retryAfter: "inf"), .backoff),
      (ResponseFacts(retryAfter: "nan"), .backoff),
      (ResponseFacts(retryAfter: "0x10"), .backoff),
      (ResponseFacts(retryAfter: clock), .backoff),
      (ResponseFacts(retryAfter: "Wed, 04 Jun 2025 07:53:46 +0800"), .backoff),
    ] as [(ResponseFacts, ServiceFailure.Retry)])
  func waitsAsTold(headers: ResponseFacts, retry: ServiceFailure.Retry) {
    let busy = ServiceFailure.response(status: 429, headers: headers, body: [], now: Self.now)
    #expect(busy.retry == retry)
    let refused = ServiceFailure.response(status: 401, headers: headers, body: [], now: Self.now)
    #expect(refused.retry == .never)
  }

  @Test(
    arguments: [
      (400, #"{"code":20076,"message":"m"}"#, .after),
      (400, #"{"code":"20076","message":"m"}"#, .after),
      (400, #"{"code":20075,"message":"m"}"#, .limit),
      (400, #"{"code":"20075","message":"m"}"#, .limit),
      (200, #"{"code":20075,"message":"m","data":null}"#, .limit),
      (400, #"{"error":{"message":"m","param":"after"}}"#, .after),
      (400, #"{"error":{"message":"m","param":"limit"}}"#, .limit),
      (422, #"{"detail":[{"loc":["query","limit"],"msg":"too large"}]}"#, .limit),
      (422, #"{"detail":[{"loc":["query","after"],"msg":"unknown"}]}"#, .after),
      (404, #"{"error":{"message":"No such object: b","param":"after"}}"#, .after),
      (404, "invalid after", nil),
      (400, "limit must be between 1 and 20", .limit),
      (400, "Invalid limit: 100", .limit),
      (400, "'limit' is too large", .limit),
      (400, "limit too large", .limit),
      (400, "Limit exceeds 50", .limit),
      (400, "limit out of range", .limit),
      (400, "limit greater than 20", .limit),
      (400, "maximum limit 50", .limit),
      (400, "limit参数错误", .limit),
      (400, "invalid after", .after),
      (400, "Invalid value for `after`", .after),
      (400, "Invalid cursor", .after),
      (400, "unknown query parameter after", .after),
      (400, "limit: Input should be less than or equal to 20", .limit),
      (400, "query.limit: Input should be less than or equal to 20", .limit),
      (400, "1 validation error for Query limit Input should be at most 20 [type=x]", .limit),
      (400, "page size too large", .limit), (400, "The page-size may be 20 at most", .limit),
      (400, "pageSize must not exceed 20", .limit), (400, "per_page is above 20", .limit),
      (422, "maxResults must be at most 20", .limit),
      (400, "Too many items requested (max 30)", .limit),
      (400, "Too many batches requested", .limit),
      (400, #"{"errors":[{"field":"pageSize","message":"must not exceed 20"}]}"#, .limit),
      (400, #"{"errors":[{"field":"page[size]","message":"must not exceed 20"}]}"#, .limit),
      (
        400,
        #"{"error":{"message":"m","details":[{"fieldViolations":[{"field":"page_size"}]}]}}"#,
        .limit
      ),
      (400, #"{"errors":[{"field":"startingAfter","message":"unknown"}]}"#, .after),
      (413, "", .limit), (413, "<h1>413 Payload Too Large</h1>", .limit),
      (200, #"{"error":{"message":"limit must be at most 20"}}"#, .limit),
      (200, #"{"success":false,"message":"page size too large","data":null}"#, .limit),
      (200, #"{"code":1,"msg":"m","param":"limit"}"#, .limit),
      (200, #"{"code":400,"msg":"invalid after","data":[]}"#, .after),
      (400, "Unrecognized request argument supplied: limit", .limit),
      (400, "Unrecognized request arguments supplied: limit, order", .limit),
      (400, "Extra inputs are not permitted: 'limit'", .limit),
      (400, "Unknown parameters: order, after.", .after),
      (400, "unexpected keyword limit", .limit),
      (500, "limit exceeds max", .limit), (500, "page size too large", .limit),
      // The same words with another meaning or status.
      (400, "Token limit must be lower", nil), (400, "Reached: limit", nil),
      (500, "Memory limit exceeds what is there", nil), (500, "rate limit is too high", nil),
      (500, "cursor exceeds max", nil), (500, "limit is not a number", nil),
      (200, #"{"code":429,"message":"limit must be lower"}"#, nil),
      (200, #"{"code":"rate_limit_exceeded","message":"limit must be lower"}"#, nil),
      (200, #"{"code":500,"message":"invalid limit"}"#, nil),
      (400, "Rate limit: 5 a minute", nil), (400, "Token limit: input too long", nil),
      (400, "Too many batches are enqueued", nil), (400, "Too many requests", nil),
      (400, #"{"errors":[{"field":"model","message":"must not exceed 20"}]}"#, nil),
      (400, "Rate limit exceeded, retry after 5 seconds", nil),
      (400, "try again after a while", nil),
      (400, "The context limit was exceeded", nil),
      (400, "Enqueued token limit exceeded", nil),
      (400, #"{"code":20012,"message":"m"}"#, nil),
      (429, "limit must be lower", nil),
      (500, "invalid after", nil),
      (400, "", nil),
    ] as [(Int, String, RefusedParameter?)])
  func namesTheRefusedParameter(status: Int, body: String, parameter: RefusedParameter?) throws {
    let failure =
      try status == 200
      ? #require(pageFailure(body))
      : ServiceFailure.response(
        status: status, headers: ResponseFacts(), body: bytes(body), now: 0)
    #expect(failure.refusedParameter == parameter)
  }
}
