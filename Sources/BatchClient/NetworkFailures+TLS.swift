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
    if says("HANDSHAKE_FAILURE", "UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "NO_SHARED_CIPHER") {
      return tls("\(host) offers no way of encryption that is safe: TLS 1.2 is the least", nil)
    }
    let reasons = Self.reasons(in: text).joined(separator: ", ")
    return tls("TLS with \(host) failed" + (reasons.isEmpty ? "" : ": \(reasons)"), nil)
  }

  /// The reasons in a text such as `… OPENSSL_internal:BAD_DECRYPT at FILE:LINE`, in small letters:
  /// the rest is for who builds the library.
  private static func reasons(in text: String) -> [String] {
    text.split(separator: "OPENSSL_internal:").dropFirst().map { part in
      String(part.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        .lowercased().split(separator: "_").joined(separator: " ")
    }
  }

  private func tls(_ summary: String, _ advice: String?) -> ServiceFailure {
    ServiceFailure(.tls, summary, advice: advice)
  }
}
