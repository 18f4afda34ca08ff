import Batches
import CCurl

extension NetworkFailures {
  func tlsFailure(_ report: TransferReport) -> ServiceFailure {
    switch report.code {
    case CURLE_PEER_FAILED_VERIFICATION: certificateFailure(report)
    case CURLE_SSL_CACERT_BADFILE:
      tls(
        "The root certificates cannot be read",
        "Check \(certificates) and SSL_CERT_DIR, or install ca-certificates")
    default: handshakeFailure(report)
    }
  }

  /// Whether TLS failed with the proxy. libcurl sets the verification result to 1 before the handshake
  /// and to 0 on success.
  private func isOfProxy(_ report: TransferReport) -> Bool { report.proxyVerifyResult > 0 }

  private func peer(_ report: TransferReport) -> String {
    isOfProxy(report) ? "the proxy \(proxyName)" : host
  }

  /// The numbers are OpenSSL's (X509_V_ERR_…, x509_vfy.h). libcurl itself checks the name.
  private func certificateFailure(_ report: TransferReport) -> ServiceFailure {
    let peer = peer(report)
    let otherName = tls(
      "The certificate of \(peer) belongs to another name",
      isOfProxy(report) ? checkTheProxy : "Check the base URL")
    if report.text.contains("subject name") { return otherName }
    return switch isOfProxy(report) ? report.proxyVerifyResult : report.verifyResult {
    case 62: otherName
    case 9:
      tls("The certificate of \(peer) is not trusted: it is not valid yet", "Check the clock")
    case 10:
      tls(
        "The certificate of \(peer) is not trusted: it has expired",
        "Check the clock, or tell the operator of the server")
    case 18, 19:
      tls(
        "The certificate of \(peer) is not trusted: it is self-signed",
        "If that is intended, name its file in \(certificates)")
    case 2, 20, 21:
      tls(
        "The certificate of \(peer) is not trusted: its issuer is unknown",
        "Name the file with its root certificate in \(certificates), or install ca-certificates")
    default:
      tls("The certificate of \(peer) is not trusted: \(reason(report))", "Check \(certificates)")
    }
  }

  /// OpenSSL reports what went wrong only as text.
  private func handshakeFailure(_ report: TransferReport) -> ServiceFailure {
    func says(_ words: String...) -> Bool { words.contains { report.text.contains($0) } }
    let peer = peer(report)
    if says("wrong version number", "http request", "unknown protocol", "packet length too long") {
      let location = isOfProxy(report) ? " in \(proxy?.variable ?? "the variable")" : ""
      return tls(
        "\(peer) does not speak TLS on this port", "If that is intended, use http://\(location)")
    }
    if says(
      "handshake failure", "unsupported protocol", "alert protocol version", "no shared cipher")
    {
      return tls("\(peer) offers no secure encryption: TLS 1.2 is the minimum", nil)
    }
    if report.systemError != 0
      || says("SSL_ERROR_SYSCALL", "SSL_ERROR_ZERO_RETURN", "unexpected eof", "Connection reset")
    {
      return connection("\(peer) closed the connection during the TLS handshake")
    }
    return tls("TLS with \(peer) failed: \(reason(report))", nil)
  }

  /// The last part of a text such as `error:0A000126:SSL routines::unexpected eof while reading`.
  private func reason(_ report: TransferReport) -> String {
    let last = report.text.split(separator: ":").last.map(String.init) ?? report.text
    return String(last.trimmingWhitespace().prefix(120))
  }

  private func tls(_ summary: String, _ advice: String?) -> ServiceFailure {
    ServiceFailure(.tls, summary, advice: advice)
  }
}
