import CCurl
import Glibc

/// The root certificates of this system. libcurl knows only the place that it was built for.
struct SystemCertificates {
  /// In front of all paths, for tests.
  var root = ""

  private static let files = [
    "/etc/ssl/certs/ca-certificates.crt",  // Debian, Arch, Gentoo
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora
    "/etc/pki/tls/certs/ca-bundle.crt",  // older Fedora and its relatives
    "/etc/ssl/ca-bundle.pem",  // openSUSE
    "/etc/ssl/cert.pem",  // Alpine
  ]
  private static let folders = ["/etc/ssl/certs", "/etc/pki/tls/certs"]

  /// - Returns: nil where libcurl finds them on its own.
  /// - Throws: a sentence when there are none.
  func find() throws(ClientSetupError) -> RootCertificates? {
    if let file = builtIn, access(root + file, R_OK) == 0 { return nil }
    if let file = Self.files.first(where: { RootCertificates.holdsCertificate(file: root + $0) }) {
      return RootCertificates(file: root + file)
    }
    let folder = Self.folders.first { RootCertificates.holdsCertificates(folder: root + $0) }
    if let folder { return RootCertificates(folder: root + folder) }
    throw .lacking(
      "This system has no root certificates, so that no server can be trusted: install "
        + "ca-certificates (apt install ca-certificates), or name a file of them in SSL_CERT_FILE")
  }

  /// The file of libcurl's own choice; nil where it was built for none.
  private var builtIn: String? {
    curl_version_info(CURLVERSION_SEVENTH)?.pointee.cainfo.map { String(cString: $0) }
  }
}
