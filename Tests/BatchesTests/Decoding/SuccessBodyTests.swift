import Batches
import Testing

/// Responses with status 200 that are not pages.
@Suite struct SuccessBodyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var body: String
    var kind: ServiceFailure.Kind
    var code: String?
    var message: String?
    var retry = ServiceFailure.Retry.never
    var testDescription: String { body.debugDescription }
  }

  @Test(arguments: [
    Row(
      body: #"{"error":{"message":"boom","type":"t","code":null}}"#, kind: .serverError,
      code: "t", message: "boom"),
    Row(body: #"{"error":"boom"}"#, kind: .serverError, message: "boom"),
    Row(
      body: #"{"code":50505,"message":"Model service overloaded.","data":null}"#,
      kind: .overloaded, code: "50505", message: "Model service overloaded.", retry: .backoff),
    Row(
      body: #"{"code":"50505","message":"busy","data":[]}"#, kind: .overloaded, code: "50505",
      message: "busy", retry: .backoff),
    Row(
      body: #"{"code":30001,"message":"Sorry, your account balance is insufficient"}"#,
      kind: .balance, code: "30001", message: "Sorry, your account balance is insufficient"),
    Row(body: #"{"code":20012,"message":"x"}"#, kind: .badRequest, code: "20012", message: "x"),
    Row(body: #"{"code":401,"msg":"x"}"#, kind: .keyRefused, code: "401", message: "x"),
    Row(
      body: #"{"code":429,"msg":"x"}"#, kind: .rateLimited, code: "429", message: "x",
      retry: .backoff),
    Row(
      body: #"{"code":"InvalidApiKey","message":"x","request_id":"r"}"#, kind: .keyRefused,
      code: "InvalidApiKey", message: "x"),
    Row(
      body: #"{"error":{"code":"1002","message":"Authorization Token非法"}}"#, kind: .keyRefused,
      code: "1002", message: "Authorization Token非法"),
    Row(
      body: #"{"code":1001,"msg":"Header中未收到Authorization参数，无法进行身份验证","success":false}"#,
      kind: .keyRefused, code: "1001", message: "Header中未收到Authorization参数，无法进行身份验证"),
    Row(body: #"{"detail":"Not Found"}"#, kind: .serverError, message: "Not Found"),
    Row(body: #"{"message":"x"}"#, kind: .serverError, message: "x"),
    Row(
      body: #"{"message":"rate limited","data":null}"#, kind: .serverError,
      message: "rate limited"),
    Row(body: #"{"success":false,"data":[]}"#, kind: .serverError),
    Row(body: #"{"error":{"message":"x"},"data":[]}"#, kind: .serverError, message: "x"),
    Row(
      body: #"{"error":{"message":"x"},"object":"list","data":null}"#, kind: .serverError,
      message: "x"),
    Row(body: #"{"data":{"error":{"message":"x"}}}"#, kind: .serverError, message: "x"),
    Row(body: #""Invalid token""#, kind: .keyRefused, message: "Invalid token"),
    Row(body: #""hello""#, kind: .serverError, message: "hello"),
    // The outcome separate from the data, and other providers' names.
    Row(
      body:
        #"{"base_resp":{"status_code":1004,"status_msg":"login fail: no API secret key"},"data":null}"#,
      kind: .keyRefused, code: "1004", message: "login fail: no API secret key"),
    Row(
      body: #"{"base_resp":{"status_code":2013,"status_msg":"x"},"data":[]}"#, kind: .serverError,
      code: "2013", message: "x"),
    Row(
      body: #"{"base_resp":{"status_code":2013,"status_msg":"x"}}"#, kind: .serverError,
      code: "2013", message: "x"),
    Row(
      body: #"{"header":{"code":10013,"message":"x"},"data":null}"#, kind: .serverError,
      code: "10013", message: "x"),
    Row(
      body: #"{"Response":{"Error":{"Code":"Busy","Message":"x"},"RequestId":"r"}}"#,
      kind: .serverError, code: "Busy", message: "x"),
    Row(
      body: #"{"ResponseMetadata":{"Error":{"Code":"A","Message":"x"}},"Result":null}"#,
      kind: .serverError, code: "A", message: "x"),
    Row(
      body: #"{"errcode":40001,"errmsg":"x","data":null}"#, kind: .serverError, code: "40001",
      message: "x"),
    Row(body: #"{"err_no":5,"err_msg":"x"}"#, kind: .serverError, code: "5", message: "x"),
    Row(
      body: #"{"resultCode":"FAIL","resultMsg":"x","data":null}"#, kind: .serverError,
      code: "FAIL", message: "x"),
    Row(
      body: #"{"statusCode":403,"message":"Forbidden"}"#, kind: .forbidden, code: "403",
      message: "Forbidden"),
    Row(
      body: #"{"Code":"Throttling","Message":"x","data":[]}"#, kind: .serverError,
      code: "Throttling", message: "x"),
    Row(
      body: #"{"code":500,"success":false,"data":null}"#, kind: .serverError, code: "500",
      retry: .backoff),
    Row(
      body: #"{"errorCode":"E1","errorMessage":"x","data":null}"#, kind: .serverError, code: "E1",
      message: "x"),
    Row(body: #"{"success":"false","data":null}"#, kind: .serverError),
    Row(body: #"{"isSuccess":0,"data":[]}"#, kind: .serverError),
    Row(body: #"{"status":"fail","data":null}"#, kind: .serverError, code: "fail"),
    Row(body: #"{"status":"500","data":[]}"#, kind: .serverError, code: "500", retry: .backoff),
    Row(body: #"{"error":true,"data":[]}"#, kind: .serverError),
    // Not the API.
    Row(
      body: "<!DOCTYPE html><html><head><title>Sign in</title></head><body>x</body></html>",
      kind: .notTheAPI, message: "Sign in"),
    Row(
      body: " <html><script>var a = '<b>';</script><body>Hello&nbsp;<b>world</b> &amp; all</body>",
      kind: .notTheAPI, message: "Hello world & all"),
    Row(
      body: "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", kind: .notTheAPI,
      message: "AccessDenied"),
    Row(body: "\u{1}\u{2}\u{3}\u{4} binary \u{FFFD}", kind: .notTheAPI),
    Row(body: "404 page not found\n", kind: .notTheAPI, message: "404 page not found"),
    Row(
      body: "It\u{1B}[2Jworks\u{202E}!\n\n\tReally\u{2028}.", kind: .notTheAPI,
      message: "It\u{1B}[2Jworks\u{202E}! Really ."),
    Row(body: #"{"error":{"message":"\u200b\ufeff"}}"#, kind: .serverError),
    Row(body: "", kind: .notTheAPI, retry: .backoff),
    Row(body: " \r\n ", kind: .notTheAPI, retry: .backoff),
    Row(body: "\u{FEFF}", kind: .notTheAPI, retry: .backoff),
    Row(body: "{}", kind: .notTheAPI, message: "{}"),
    Row(body: "5", kind: .notTheAPI, message: "5"),
    Row(body: "null", kind: .notTheAPI, message: "null"),
    Row(body: "true", kind: .notTheAPI, message: "true"),
    Row(body: #"{"a":1}"#, kind: .notTheAPI, message: #"{"a":1}"#),
    Row(
      body: #"{"object":"list","data":5}"#, kind: .notTheAPI,
      message: #"{"object":"list","data":5}"#),
    Row(
      body: #"{"id":"a","object":"batch"}"#, kind: .notTheAPI,
      message: #"{"id":"a","object":"batch"}"#),
    Row(body: #"{"data":[]} trailing"#, kind: .notTheAPI, message: #"{"data":[]} trailing"#),
    Row(body: #"{"data":[]}{"data":[]}"#, kind: .notTheAPI, message: #"{"data":[]}{"data":[]}"#),
    Row(body: #"{"data":[}"#, kind: .notTheAPI, message: #"{"data":[}"#),
    Row(body: #"{"data":[{"id":"a"},{"#, kind: .truncated, retry: .backoff),
    Row(body: #""unfinished"#, kind: .truncated, retry: .backoff),
  ])
  func tellsWhatItIs(row: Row) throws {
    let failure = try #require(pageFailure(row.body))
    #expect(failure.kind == row.kind)
    #expect(failure.serverCode == row.code)
    #expect(failure.serverMessage == row.message)
    #expect(failure.retry == row.retry)
    #expect(failure.status == 200)
    #expect(!failure.summary.isEmpty)
    // The message of a failure that is not retried must not suggest a retry.
    #expect(failure.retry != .never || failure.advice?.contains("Try again") != true)
  }

  @Test func namesHTML() throws {
    #expect(try #require(pageFailure("<html>")).summary.contains("HTML"))
    #expect(try #require(pageFailure("\u{FEFF}<html>")).summary.contains("HTML"))
    #expect(try #require(pageFailure("<?xml?><a>")).summary.contains("XML"))
  }

  @Test func keepsStatusAndTrace() {
    do {
      _ = try BatchPage(
        decoding: bytes(#"{"code":50505,"message":"busy","data":null}"#), status: 203,
        headers: ResponseFacts(retryAfter: "7", traceID: "t-1"))
    } catch {
      #expect(error.status == 203)
      #expect(error.traceID == "t-1")
      #expect(error.retry == .after(7))
    }
  }

  /// A broken connection is a truncated response: never another kind of failure, and never a shorter
  /// list.
  @Test func takesEveryBeginningOfAPageForTruncated() {
    let page = bytes(
      #"{"object":"list","data":[{"id":"b\u00e91","status":"x","ok":true,"n":null,"x":[1.5e3,{}],"f":false}],"#
        + #""first_id":"é","has_more":true}"#)
    for length in 1..<page.count {
      #expect(pageFailure(Array(page.prefix(length)))?.kind == .truncated, "\(length) bytes")
    }
    #expect(pageFailure(page) == nil)
  }
}
