import Batches
import CCurl
import Glibc

extension NetworkFailures {
  var cancelled: ServiceFailure { ServiceFailure(.cancelled, "The request was cancelled") }

  // MARK: Connecting

  var checkTheName: String { "Check the name and the network" }

  func noAddress(of name: String, advice: String) -> ServiceFailure {
    connection("no address was found for \(name)", advice: advice)
  }

  /// An `errno` of the connection, or what libcurl says where there is none.
  func systemFailure(
    _ report: TransferReport, peer: String, isProxy: Bool
  ) -> ServiceFailure {
    switch report.systemError {
    case ECONNREFUSED:
      connection(
        "\(peer) refused the connection",
        advice: isProxy
          ? checkTheProxy
          : origin.isLoopback ? "Check that the server is running" : "Check the host and port")
    case ECONNRESET, EPIPE, ECONNABORTED: connection("\(peer) reset the connection")
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL:
      connection("There is no route to \(peer)", advice: "Check the network")
    case ETIMEDOUT: connectTimeout(isAtProxy: isProxy)
    default: isProxy ? proxyRefused : unnamed(report)
    }
  }

  var closed: ServiceFailure {
    connection(
      "\(host) closed the connection before the response was complete",
      advice: proxy == nil ? nil : checkTheProxy)
  }

  var reset: ServiceFailure { connection("\(host) reset the connection") }

  /// libcurl's message may quote the server; it is shortened, and masked like every failure.
  func unnamed(_ report: TransferReport) -> ServiceFailure {
    let reason =
      report.text.isEmpty ? String(cString: curl_easy_strerror(report.code)) : report.text
    return connection("The connection to \(host) failed: \(reason.prefix(200))")
  }

  var noResources: ServiceFailure {
    connection("The system has no thread or memory left for a connection to \(host)")
  }

  // MARK: Time

  func connectTimeout(isAtProxy: Bool) -> ServiceFailure {
    timeout(
      "no connection to \(isAtProxy ? "the proxy \(proxyName)" : host) within "
        + seconds(limits.connect),
      advice: isAtProxy
        ? checkTheProxy
        : "Check the base URL and the network, or set https_proxy if this network needs one")
  }

  var lookUpTimeout: ServiceFailure {
    timeout(
      "the name server did not respond for \(host) within \(seconds(limits.connect))",
      advice: "Check the network, or set https_proxy if this network needs one")
  }

  var handshakeTimeout: ServiceFailure {
    timeout("\(host) did not finish the TLS handshake within \(seconds(limits.connect))")
  }

  var proxyTimeout: ServiceFailure {
    timeout(
      "The proxy \(proxyName) did not reach \(host) within \(seconds(limits.connect))",
      advice: checkTheProxy)
  }

  var silence: ServiceFailure { timeout("\(host) sent nothing for \(seconds(limits.silence))") }

  var wholeTryTimeout: ServiceFailure {
    timeout("\(host) did not finish its response within \(seconds(limits.wholeTry))")
  }

  // MARK: Proxies

  var checkTheProxy: String {
    "Check the proxy in \(proxy?.variable ?? "the environment"), or name this host in no_proxy"
  }

  var proxyName: String { proxy?.description ?? "the proxy" }

  var proxyRefused: ServiceFailure {
    connection("The proxy \(proxyName) did not connect to \(host)", advice: checkTheProxy)
  }

  /// `socks5` resolves names on this machine, `socks5h` at the proxy.
  var letTheProxyLookUp: String {
    "Write socks5h:// in \(proxy?.variable ?? "the variable") to let the proxy resolve names"
  }

  var notAProxy: ServiceFailure {
    ServiceFailure(
      .connection, "\(proxyName) does not speak the SOCKS protocol",
      advice: checkTheProxy)
  }

  var proxyWantsPassword: ServiceFailure {
    let variable = proxy?.variable ?? "https_proxy"
    let scheme = proxy?.scheme ?? "http"
    return ServiceFailure(
      .connection, "The proxy \(proxyName) requires a user name and a password, or rejected them",
      advice: "Put them in the variable: \(variable)=\(scheme)://USER:PASSWORD@HOST:PORT")
  }

  // MARK: Invalid responses

  var notHTTP: ServiceFailure {
    ServiceFailure(
      .notTheAPI, "\(host) does not speak HTTP",
      advice: origin.isSecure
        ? "Check the host and the port" : "Check the port, or try https:// in the base URL")
  }

  var endlessHeader: ServiceFailure {
    ServiceFailure(.tooLarge, "\(host) sent endless headers")
  }

  func tooLarge(_ limit: Int, status: Int?) -> ServiceFailure {
    ServiceFailure(
      .tooLarge, "\(host) sent more than \(limit >> 20) MiB for one page",
      advice: "Request smaller pages with --page-size", status: status)
  }

  var badCompression: ServiceFailure {
    ServiceFailure(.notTheAPI, "\(host) sent a response that cannot be decompressed")
  }

  func unknownCoding(_ coding: String, status: Int) -> ServiceFailure {
    ServiceFailure(
      .notTheAPI,
      "\(host) sent a response labelled as compressed with \(coding.prefix(20)), which it is not",
      status: status)
  }

  // MARK: Parts

  func timeout(_ summary: String, advice: String? = nil) -> ServiceFailure {
    ServiceFailure(.timeout, summary, advice: advice, retry: .backoff)
  }

  func connection(_ summary: String, advice: String? = nil) -> ServiceFailure {
    ServiceFailure(.connection, summary, advice: advice, retry: .backoff)
  }

  func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return attoseconds == 0 ? "\(seconds) s" : "\(Int(duration / .milliseconds(1))) ms"
  }
}
