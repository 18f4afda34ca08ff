import Batches
import CCurl
import Glibc

/// Turns network errors into failures: a sentence with the host, what to do, and whether to retry.
struct NetworkFailures: Sendable {
  let origin: Origin
  /// The proxy that is used for this server; nil without one.
  let proxy: ProxyName?
  let limits: ClientLimits
  /// The variable that names the root certificates, or would.
  var certificates = RootCertificates.usualVariable

  var host: String { origin.hostAndPort }

  /// The size in bytes at which libcurl gives up on the headers of a response, approximately.
  private static let largestHeader = 256 << 10

  /// What libcurl reports for an endless line: `CURLE_OUT_OF_MEMORY` until version 8.5,
  /// `CURLE_TOO_LARGE` since.
  private static let lineTooLong: [UInt32] = [CURLE_OUT_OF_MEMORY.rawValue, 100]

  func failure(for report: TransferReport) -> ServiceFailure {
    if report.headerBytes > Self.largestHeader { return endlessHeader }
    if report.isConnected, Self.lineTooLong.contains(report.code.rawValue) {
      return report.status > 0 ? endlessHeader : notHTTP
    }
    return switch report.code {
    case CURLE_COULDNT_RESOLVE_HOST: noAddress(of: origin.host, advice: checkTheName)
    case CURLE_COULDNT_RESOLVE_PROXY: noAddress(of: proxyName, advice: checkTheProxy)
    case CURLE_COULDNT_CONNECT: connectFailure(report)
    case CURLE_OPERATION_TIMEDOUT: timeout(report)
    case CURLE_PROXY: socksFailure(report)
    case CURLE_RECV_ERROR where report.connectStatus == 407: proxyWantsPassword
    case CURLE_RECV_ERROR where report.connectStatus >= 300: proxyRefused
    // "Illegal or missing hexadecimal sequence in chunked-encoding"; later versions vary the text.
    case CURLE_RECV_ERROR where report.text.contains("chunk"): notHTTP
    // With TLS 1.3 an alert about the client arrives after the client has finished its handshake.
    case CURLE_RECV_ERROR where report.text.contains(" alert "): tlsFailure(report)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR: broken(report)
    case CURLE_PARTIAL_FILE: closed
    case CURLE_HTTP2, CURLE_HTTP2_STREAM: closed
    // libcurl reports a write error where other bytes follow the compressed ones.
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR: badCompression
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT: notHTTP
    case CURLE_FAILED_INIT, CURLE_OUT_OF_MEMORY: noResources
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_CLIENTCERT:
      tlsFailure(report)
    default: unnamed(report)
    }
  }

  /// Whether the peer was the proxy. libcurl says so only from version 8.7 on; before that, its message
  /// and the port do.
  func isAtProxy(_ report: TransferReport) -> Bool {
    guard let proxy else { return false }
    if report.peerPort > 0, proxy.port != origin.port { return report.peerPort == proxy.port }
    return report.text.contains("\(proxy.host) port \(proxy.port)")
  }

  private func connectFailure(_ report: TransferReport) -> ServiceFailure {
    let isAtProxy = isAtProxy(report)
    return systemFailure(report, peer: isAtProxy ? proxyName : host, isProxy: isAtProxy)
  }

  private func timeout(_ report: TransferReport) -> ServiceFailure {
    // TLS with the server itself has not begun.
    if report.isConnected, isAtProxy(report), report.verifyResult == 0 { return proxyTimeout }
    if report.isConnected, origin.isSecure { return handshakeTimeout }
    return report.hasAddress || origin.isLoopback || isAtProxy(report)
      ? connectTimeout(isAtProxy: isAtProxy(report)) : lookUpTimeout
  }

  /// The numbers are libcurl's reasons for a failed SOCKS handshake (CURLPX_…).
  private func socksFailure(_ report: TransferReport) -> ServiceFailure {
    switch CURLproxycode(UInt32(report.socksError)) {
    case CURLPX_NO_AUTH, CURLPX_GSSAPI, CURLPX_GSSAPI_PROTECTION, CURLPX_GSSAPI_PERMSG,
      CURLPX_USER_REJECTED, CURLPX_IDENTD, CURLPX_IDENTD_DIFFER:
      proxyWantsPassword
    case CURLPX_RESOLVE_HOST: noAddress(of: origin.host, advice: letTheProxyLookUp)
    case CURLPX_BAD_VERSION, CURLPX_BAD_ADDRESS_TYPE, CURLPX_UNKNOWN_MODE: notAProxy
    default: proxyRefused
    }
  }

  private func broken(_ report: TransferReport) -> ServiceFailure {
    if report.status == 0, isAtProxy(report), !origin.isSecure || report.connectStatus == 0 {
      return proxyRefused
    }
    return report.systemError == ECONNRESET ? reset : closed
  }
}
