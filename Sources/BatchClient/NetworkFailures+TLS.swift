import Batches
import NIOSSL

extension NetworkFailures {
  /// TLS libraries tell what went wrong only by name, so the names are looked for.
  func tlsFailure(_ error: any Error) -> ServiceFailure {
    if case NIOSSLError.uncleanShutdown = error { return closed }
    let text = "\(error)"
    func says(_ names: String...) -> Bool { names.contains { text.contains($0) } }

    if says("failedToValidateHostname") {
      return tls("The certificate of \(host) belongs to another name", "Check the base URL")
    }
    if says("CERTIFICATE_VERIFY_FAILED", "unableToValidateCertificate") {
      return tls(
        "The certificate of \(host) is not trusted: "
          + "nobody known here signed it, or it has expired",
        "Name the file with the right roots in SSL_CERT_FILE, or check the clock")
    }
    if says("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL") {
      return tls("\(host) does not speak TLS on this port", "Try http:// if that is meant")
    }
    if says("EOF during handshake", "uncleanShutdown") {
      return connection("\(host) closed the connection during the TLS handshake", advice: nil)
    }
    return tls("TLS with \(host) failed: \(text)", nil)
  }

  private func tls(_ summary: String, _ advice: String?) -> ServiceFailure {
    ServiceFailure(.tls, summary, advice: advice)
  }
}
