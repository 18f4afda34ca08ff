import Batches
import CCurl
import Glibc
import Testing

@testable import BatchClient

/// Reports of libcurl, and the failures made of them.
@Suite struct NetworkFailuresTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var code: CURLcode
    var change: @Sendable (inout TransferReport) -> Void = { _ in }
    var kind = ServiceFailure.Kind.connection
    var says: String
    var retry = ServiceFailure.Retry.backoff

    var testDescription: String { "\(code.rawValue): \(says)" }
  }

  private static let atProxy: @Sendable (inout TransferReport) -> Void = { $0.peerPort = 3128 }

  private static func failures(proxy: String? = nil) throws -> NetworkFailures {
    let variable = proxy.map { ProxyVariables.Variable(name: "https_proxy", value: $0) }
    return NetworkFailures(
      origin: Origin(isSecure: true, host: "api.test", port: 443),
      proxy: try variable.map { try ProxyName($0) }, limits: .standard)
  }

  @Test(arguments: [
    Case(code: CURLE_COULDNT_RESOLVE_HOST, says: "no address was found for api.test"),
    Case(
      code: CURLE_COULDNT_CONNECT, change: { $0.systemError = ECONNREFUSED },
      says: "api.test refused the connection"),
    Case(
      code: CURLE_COULDNT_CONNECT, change: { $0.systemError = EHOSTUNREACH },
      says: "There is no route to api.test"),
    Case(
      code: CURLE_COULDNT_CONNECT, change: { $0.systemError = ENETUNREACH },
      says: "There is no route to api.test"),
    Case(
      code: CURLE_COULDNT_CONNECT, change: { $0.text = "odd" },
      says: "The connection to api.test failed: odd"),
    Case(
      code: CURLE_OPERATION_TIMEDOUT, kind: .timeout,
      says: "the name server did not respond for api.test within 5 s"),
    Case(
      code: CURLE_OPERATION_TIMEDOUT, change: { $0.hasAddress = true }, kind: .timeout,
      says: "no connection to api.test within 5 s"),
    Case(
      code: CURLE_OPERATION_TIMEDOUT,
      change: {
        $0.hasAddress = true
        $0.isConnected = true
      }, kind: .timeout, says: "api.test did not finish the TLS handshake within 5 s"),
    Case(code: CURLE_GOT_NOTHING, says: "closed the connection before the response was complete"),
    Case(code: CURLE_PARTIAL_FILE, says: "closed the connection before the response was complete"),
    Case(code: CURLE_HTTP2_STREAM, says: "closed the connection before the response was complete"),
    Case(
      code: CURLE_RECV_ERROR, change: { $0.systemError = ECONNRESET },
      says: "api.test reset the connection"),
    Case(
      code: CURLE_WEIRD_SERVER_REPLY, kind: .notTheAPI, says: "does not speak HTTP",
      retry: .never),
    Case(
      code: CURLE_BAD_CONTENT_ENCODING, kind: .notTheAPI, says: "cannot be decompressed",
      retry: .never),
    Case(
      code: CURLE_RECV_ERROR, change: { $0.headerBytes = 300 << 10 }, kind: .tooLarge,
      says: "sent endless headers", retry: .never),
    Case(code: CURLE_OUT_OF_MEMORY, says: "The system has no thread or memory left"),
    Case(
      code: CURLE_OUT_OF_MEMORY,
      change: {
        $0.isConnected = true
        $0.status = 200
      }, kind: .tooLarge, says: "sent endless headers", retry: .never),
    Case(
      code: CURLE_OUT_OF_MEMORY, change: { $0.isConnected = true }, kind: .notTheAPI,
      says: "does not speak HTTP", retry: .never),
    Case(
      code: CURLE_RECV_ERROR,
      change: { $0.text = "Illegal or missing hexadecimal sequence in chunked-encoding" },
      kind: .notTheAPI, says: "does not speak HTTP", retry: .never),
    Case(
      code: CURLE_WRITE_ERROR, kind: .notTheAPI, says: "cannot be decompressed",
      retry: .never),
    Case(
      code: CURLE_RECV_ERROR,
      change: {
        $0.text = "OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required"
      }, kind: .tls, says: "TLS with api.test failed: tlsv13 alert certificate required",
      retry: .never),
    Case(
      code: CURLE_SSL_CONNECT_ERROR,
      change: {
        $0.text = "OpenSSL SSL_connect: SSL_ERROR_ZERO_RETURN in connection to api.test:443"
      },
      says: "closed the connection during the TLS handshake"),
    Case(
      code: CURLE_PEER_FAILED_VERIFICATION,
      change: {
        $0.verifyResult = 1
        $0.text = "SSL: no alternative certificate subject name matches target host name 'api.test'"
      }, kind: .tls, says: "The certificate of api.test belongs to another name", retry: .never),
    Case(
      code: CURLE_PEER_FAILED_VERIFICATION, change: { $0.verifyResult = 9 }, kind: .tls,
      says: "not valid yet", retry: .never),
    Case(
      code: CURLE_PEER_FAILED_VERIFICATION, change: { $0.verifyResult = 10 }, kind: .tls,
      says: "has expired", retry: .never),
    Case(
      code: CURLE_PEER_FAILED_VERIFICATION, change: { $0.verifyResult = 18 }, kind: .tls,
      says: "self-signed", retry: .never),
    Case(
      code: CURLE_PEER_FAILED_VERIFICATION, change: { $0.verifyResult = 20 }, kind: .tls,
      says: "its issuer is unknown", retry: .never),
    Case(
      code: CURLE_SSL_CACERT_BADFILE, kind: .tls, says: "root certificates cannot be read",
      retry: .never),
    Case(
      code: CURLE_SSL_CLIENTCERT,
      change: { $0.text = "error:0A00045C:SSL routines::tlsv13 alert certificate required" },
      kind: .tls, says: "TLS with api.test failed: tlsv13 alert certificate required",
      retry: .never),
    Case(
      code: CURLE_SSL_CONNECT_ERROR,
      change: { $0.text = "error:0A00010B:SSL routines::wrong version number" }, kind: .tls,
      says: "does not speak TLS on this port", retry: .never),
    Case(
      code: CURLE_SSL_CONNECT_ERROR,
      change: { $0.text = "error:0A00042E:SSL routines::tlsv1 alert protocol version" },
      kind: .tls, says: "TLS 1.2 is the minimum", retry: .never),
    Case(
      code: CURLE_SSL_CONNECT_ERROR,
      change: { $0.text = "error:0A000126:SSL routines::unexpected eof while reading" },
      says: "closed the connection during the TLS handshake"),
    Case(
      code: CURLE_SSL_CONNECT_ERROR, change: { $0.text = "error:1:SSL routines::new trouble" },
      kind: .tls, says: "TLS with api.test failed: new trouble", retry: .never),
  ])
  func aDirectWay(_ example: Case) throws {
    try check(example, try Self.failures())
  }

  @Test(arguments: [
    Case(code: CURLE_COULDNT_RESOLVE_PROXY, says: "no address was found for p.test:3128"),
    Case(
      code: CURLE_COULDNT_CONNECT,
      change: {
        $0.systemError = ECONNREFUSED
        $0.text = "Failed to connect to p.test port 3128 after 1 ms: Couldn't connect to server"
      }, says: "p.test:3128 refused the connection"),
    // There is a proxy, but `no_proxy` names this host.
    Case(
      code: CURLE_COULDNT_CONNECT,
      change: {
        $0.systemError = ECONNREFUSED
        $0.text = "Failed to connect to api.test port 443 after 1 ms: Couldn't connect to server"
      }, says: "api.test refused the connection"),
    Case(
      code: CURLE_OPERATION_TIMEDOUT,
      change: {
        atProxy(&$0)
        $0.isConnected = true
      }, kind: .timeout, says: "The proxy p.test:3128 did not reach api.test within 5 s"),
    Case(
      code: CURLE_OPERATION_TIMEDOUT,
      change: {
        atProxy(&$0)
        $0.isConnected = true
        $0.verifyResult = 1
      }, kind: .timeout, says: "api.test did not finish the TLS handshake within 5 s"),
    Case(
      code: CURLE_SSL_CONNECT_ERROR,
      change: {
        $0.proxyVerifyResult = 1
        $0.text = "error:0A00010B:SSL routines::wrong version number"
      }, kind: .tls, says: "the proxy p.test:3128 does not speak TLS on this port",
      retry: .never),
    Case(
      code: CURLE_PEER_FAILED_VERIFICATION, change: { $0.proxyVerifyResult = 10 }, kind: .tls,
      says: "The certificate of the proxy p.test:3128 is not trusted: it has expired",
      retry: .never),
    Case(
      code: CURLE_RECV_ERROR, change: { $0.connectStatus = 407 },
      says: "The proxy p.test:3128 requires a user name and a password", retry: .never),
    Case(
      code: CURLE_RECV_ERROR, change: { $0.connectStatus = 502 },
      says: "The proxy p.test:3128 did not connect to api.test"),
    Case(
      code: CURLE_RECV_ERROR, change: atProxy,
      says: "The proxy p.test:3128 did not connect to api.test"),
    Case(
      code: CURLE_PROXY, change: { $0.socksError = Int(CURLPX_NO_AUTH.rawValue) },
      says: "requires a user name and a password", retry: .never),
    Case(
      code: CURLE_PROXY, change: { $0.socksError = Int(CURLPX_BAD_VERSION.rawValue) },
      says: "does not speak the SOCKS protocol", retry: .never),
    Case(
      code: CURLE_PROXY, change: { $0.socksError = Int(CURLPX_REPLY_HOST_UNREACHABLE.rawValue) },
      says: "The proxy p.test:3128 did not connect to api.test"),
  ])
  func aWayThroughAProxy(_ example: Case) throws {
    try check(example, try Self.failures(proxy: "http://user:secret@p.test:3128"))
  }

  private func check(_ example: Case, _ failures: NetworkFailures) throws {
    var report = TransferReport(code: example.code)
    example.change(&report)
    let failure = failures.failure(for: report)
    #expect(failure.kind == example.kind, "\(failure)")
    #expect(failure.summary.contains(example.says), "\(failure)")
    #expect(failure.retry == example.retry, "\(failure)")
    #expect(!"\(failure)".contains("secret"))
  }

  @Test(
    arguments: [
      ([:], "https://api.test", nil),
      (["https_proxy": "http://p:3128"], "https://api.test", "https_proxy"),
      (["HTTPS_PROXY": "http://p:3128"], "https://api.test", "HTTPS_PROXY"),
      (["https_proxy": "low:1", "HTTPS_PROXY": "up:1"], "https://api.test", "https_proxy"),
      (["https_proxy": "", "HTTPS_PROXY": "up:1"], "https://api.test", "HTTPS_PROXY"),
      (["https_proxy": "p:3128"], "http://api.test", nil),
      (["http_proxy": "p:3128"], "http://api.test", "http_proxy"),
      // A web server sets it for its scripts from a request's header.
      (["HTTP_PROXY": "p:3128"], "http://api.test", nil),
      (["all_proxy": "p:1"], "https://api.test", "all_proxy"),
      (["ALL_PROXY": "p:1"], "http://api.test", "ALL_PROXY"),
      (["all_proxy": "all:1", "https_proxy": "p:1"], "https://api.test", "https_proxy"),
      (["https_proxy": "p:1"], "https://localhost:1", nil),
      (["all_proxy": "p:1"], "http://127.0.0.1:1", nil),
      (["all_proxy": "p:1"], "http://[::1]:1", nil),
      (["https_proxy": "nonsense://", "no_proxy": "*"], "https://api.test", nil),
      (
        ["https_proxy": "p:1", "no_proxy": "other", "NO_PROXY": "*"], "https://api.test",
        "https_proxy"
      ),
    ] as [([String: String], String, String?)])
  func theVariableThatCounts(
    environment: [String: String], url: String, variable: String?
  ) throws {
    let origin = try ServerAddress(url, allowingInsecureHTTP: true).origin
    #expect(ProxyVariables(environment).proxy(for: origin)?.name == variable)
  }

  @Test(arguments: [
    ("api.test", "https://api.test", true), ("API.Test", "https://api.test", true),
    ("test", "https://api.test", true), (".test", "https://api.test", true),
    ("*.test", "https://api.test", true), (".api.test", "https://api.test", true),
    ("pi.test", "https://api.test", false), ("api.test.", "https://api.test", true),
    ("api.test", "https://api.test.", true), ("other", "https://api.test", false),
    ("a, b,api.test", "https://api.test", true), ("a b api.test\n", "https://api.test", true),
    ("*", "https://anything", true), ("a,*", "https://anything", true),
    ("", "https://api.test", false), (",", "https://api.test", false),
    (".", "https://api.test", false), ("api.test:443", "https://api.test", true),
    ("api.test:8443", "https://api.test", false),
    ("api.test:8443", "https://api.test:8443", true),
    ("10.0.0.1", "https://10.0.0.1", true), ("10.0.0.1", "https://10.0.0.10", false),
    ("10.0.0.0/8", "https://10.200.3.4", true), ("10.0.0.0/8", "https://11.0.0.1", false),
    ("192.168.4.0/22", "https://192.168.7.9", true),
    ("192.168.4.0/22", "https://192.168.8.1", false), ("0.0.0.0/0", "https://8.8.8.8", true),
    ("10.0.0.0/33", "https://10.0.0.0", false), ("10.0.0.0/x", "https://10.0.0.0", false),
    ("10.0.0.0/8:443", "https://10.1.1.1", true), ("2001:db8::1", "https://[2001:db8::1]", true),
    ("[2001:db8::1]", "https://[2001:db8:0::1]", true),
    ("[2001:db8::1]:444", "https://[2001:db8::1]", false),
    ("2001:db8::/32", "https://[2001:db8:9::1]", true),
    ("2001:db8::/32", "https://[2001:db9::1]", false), ("10.0.0.0/8", "https://[::a]", false),
  ])
  func exceptions(list: String, url: String, isDirect: Bool) throws {
    let variables = ProxyVariables(["https_proxy": "p:1", "no_proxy": list])
    #expect((variables.proxy(for: try ServerAddress(url).origin) == nil) == isDirect)
  }

  @Test func rootsComeFromTheVariablesOfCurl() {
    #expect(RootCertificates([:]) == nil)
    #expect(RootCertificates(["SSL_CERT_FILE": ""]) == nil)
    let both = RootCertificates(["SSL_CERT_FILE": "f", "SSL_CERT_DIR": "d"])
    #expect(both?.file == "f" && both?.folder == "d")
    let bundle = RootCertificates(["SSL_CERT_FILE": "f", "CURL_CA_BUNDLE": "b"])
    #expect(bundle?.file == "b" && bundle?.folder == nil)
  }
}
