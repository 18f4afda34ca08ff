import Batches
import Glibc

extension NetworkFailures {
  var cancelled: ServiceFailure { ServiceFailure(.cancelled, "The request was cancelled") }

  var closed: ServiceFailure {
    connection(
      "\(host) closed the connection before the answer was complete",
      advice: proxy == nil ? nil : checkTheProxy)
  }

  var connectTimeout: ServiceFailure {
    let peer = proxy == nil ? host : "the proxy \(proxyName)"
    return timeout(
      "no connection to \(peer) within \(seconds(limits.connect))",
      advice: proxy == nil
        ? "Check the base URL and the network, or set https_proxy if this network needs one"
        : checkTheProxy)
  }

  func wholeTryTimeout(_ limit: Duration) -> ServiceFailure {
    timeout("\(host) did not finish its answer within \(seconds(limit))")
  }

  func tooLarge(_ limit: Int, status: Int?) -> ServiceFailure {
    ServiceFailure(
      .tooLarge, "\(host) sent more than \(limit >> 20) MiB for one page",
      advice: "Ask for smaller pages with --page-size", status: status)
  }

  var badCompression: ServiceFailure {
    ServiceFailure(.notTheAPI, "\(host) sent an answer whose compression cannot be undone")
  }

  func unknownCoding(_ coding: String, status: Int) -> ServiceFailure {
    ServiceFailure(
      .notTheAPI,
      "\(host) sent an answer compressed as \(coding.prefix(20)), which nobody asked for",
      status: status)
  }

  var checkTheProxy: String { "Check the proxy in the environment, or name this host in no_proxy" }

  var proxyName: String { proxy ?? host }

  var proxyRefused: ServiceFailure {
    connection(
      "The proxy \(proxyName) did not open a way to \(host)",
      advice: checkTheProxy)
  }

  var notAProxy: ServiceFailure {
    ServiceFailure(
      .connection, "\(proxyName) does not speak the protocol of a SOCKS proxy",
      advice: checkTheProxy)
  }

  var proxyWantsPassword: ServiceFailure {
    ServiceFailure(
      .connection, "The proxy \(proxyName) wants a user name and a password, or refused them",
      advice: "Write them into the variable: https_proxy=http://USER:PASSWORD@HOST:PORT")
  }

  func unnamed(_ text: String) -> ServiceFailure {
    connection("The connection to \(host) failed: \(text)", advice: nil)
  }

  func timeout(_ summary: String, advice: String? = nil) -> ServiceFailure {
    ServiceFailure(.timeout, summary, advice: advice, retry: .backoff)
  }

  func connection(_ summary: String, advice: String?) -> ServiceFailure {
    ServiceFailure(.connection, summary, advice: advice, retry: .backoff)
  }

  /// - Parameters:
  ///   - code: an `errno`.
  ///   - text: for a code that has no sentence here.
  func systemFailure(_ code: CInt, peer: String, text: String) -> ServiceFailure {
    switch code {
    case ECONNREFUSED:
      connection(
        "\(peer) refused the connection",
        advice: peer == proxy
          ? checkTheProxy
          : origin.isLoopback ? "Check that the server runs" : "Check the host and port"
      )
    case ECONNRESET, EPIPE, ECONNABORTED:
      connection("\(peer) broke the connection off", advice: nil)
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL:
      connection("There is no way to \(peer) from here", advice: "Check the network")
    case ETIMEDOUT: connectTimeout
    default: unnamed(text)
    }
  }

  func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return attoseconds == 0 ? "\(seconds) s" : "\(Int(duration / .milliseconds(1))) ms"
  }
}
